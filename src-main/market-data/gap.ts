import type { Candle } from '../domain/index.ts'
import { candleFault, type EventFault } from './event-faults.ts'
import { MINUTE_MS } from './minutes.ts'

/** Minutes that did not come, end exclusive. */
export interface Gap {
  readonly fromMs: number
  readonly toMs: number
}

/** The minutes of an answer that can be used: valid, inside the gap, in order, each once. `onFault` hears of the others. */
export function usableMinutes(
  minutes: readonly Candle[],
  gap: Gap,
  onFault: (fault: EventFault, minute: Candle) => void,
): Candle[] {
  let nextMs = gap.fromMs
  return minutes.filter((minute) => {
    const isInOrder = minute.openTimeMs >= nextMs && minute.openTimeMs < gap.toMs
    const fault = candleFault(minute) ?? (isInOrder ? undefined : 'notNewer')
    if (fault === undefined) nextMs = minute.openTimeMs + MINUTE_MS
    else onFault(fault, minute)
    return fault === undefined
  })
}

/** What of a gap the minutes given, which lie in it in order, leave open. */
export function remainingGaps(gap: Gap, minutes: readonly Candle[]): Gap[] {
  const remaining: Gap[] = []
  let nextMs = gap.fromMs
  for (const { openTimeMs } of minutes) {
    if (openTimeMs > nextMs) remaining.push({ fromMs: nextMs, toMs: openTimeMs })
    nextMs = openTimeMs + MINUTE_MS
  }
  if (nextMs < gap.toMs) remaining.push({ fromMs: nextMs, toMs: gap.toMs })
  return remaining
}
