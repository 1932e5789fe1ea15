import type { EquitySample } from '../../domain/index.ts'
import { type DayStart, ZonedDays } from '../zoned-day.ts'
import { type CapitalFlow, FlowCursor } from './capital-flows.ts'

/** One day of the account's zone. */
export interface DailyReturn {
  readonly startMs: number
  /** Equity when the day began. */
  readonly startEquity: number
  readonly endEquity: number
  /** Put in during the day; what no sample of the day shows yet belongs to the next one that has one. */
  readonly flow: number
  /** (end − flow) / start − 1; null for a day that began without equity. */
  readonly fraction: number | null
}

/**
 * Equity by days of the account's zone: each day ends with its newest sample, a day without samples with what was there
 * before. The first day begins with the first sample, the last one ends with the last.
 */
export function dailyReturns(
  samples: readonly EquitySample[],
  dayStart: DayStart,
  flows: readonly CapitalFlow[] = [],
): readonly DailyReturn[] {
  const [first] = samples
  if (!first) return []
  const zoned = new ZonedDays(dayStart)
  const cursor = new FlowCursor(flows, first.timeMs)
  const days: DailyReturn[] = []
  let span = zoned.dayOf(first.timeMs)
  let startEquity = first.equity
  let endEquity = first.equity
  let flow = 0
  const end = (): void => {
    days.push(dayOf(span.startMs, { startEquity, endEquity, flow }))
    startEquity = endEquity
    flow = 0
    span = zoned.dayOf(span.endMs)
  }
  for (const { timeMs, equity } of samples) {
    while (timeMs >= span.endMs) end()
    flow += cursor.until(timeMs)
    endEquity = equity
  }
  end()
  return days
}

function dayOf(startMs: number, day: Pick<DailyReturn, 'startEquity' | 'endEquity' | 'flow'>): DailyReturn {
  const { startEquity, endEquity, flow } = day
  return { startMs, ...day, fraction: startEquity > 0 ? (endEquity - flow) / startEquity - 1 : null }
}
