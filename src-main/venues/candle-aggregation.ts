import { timeMs } from '../base/index.ts'
import type { Candle } from '../domain/index.ts'

const MINUTE_MS = 60_000

/** Longer bars made of one-minute bars (oldest first); a bar with a missing minute says so. */
export function aggregateCandles(minutes: readonly Candle[], barMs: number): Candle[] {
  if (barMs === MINUTE_MS) return [...minutes]
  const bars: Candle[] = []
  let group: Candle[] = []
  for (const minute of minutes) {
    const first = group[0]
    if (first && barOpenMs(first, barMs) !== barOpenMs(minute, barMs)) {
      bars.push(joinMinutes(group, barMs))
      group = []
    }
    group.push(minute)
  }
  if (group.length > 0) bars.push(joinMinutes(group, barMs))
  return bars
}

function barOpenMs(minute: Candle, barMs: number): number {
  return Math.floor(minute.openTimeMs / barMs) * barMs
}

function joinMinutes(minutes: readonly Candle[], barMs: number): Candle {
  const [first] = minutes
  const last = minutes.at(-1)
  if (!first || !last) throw new RangeError('a bar needs at least one minute')
  let { high, low, volume } = first
  for (const minute of minutes.slice(1)) {
    if (minute.high > high) high = minute.high
    if (minute.low < low) low = minute.low
    volume += minute.volume
  }
  const bar = { openTimeMs: timeMs(barOpenMs(first, barMs)), open: first.open, high, low, close: last.close, volume }
  return minutes.length < barMs / MINUTE_MS ? { ...bar, gap: true } : bar
}
