import type { Candle } from '../../domain/index.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS
/** 1970-01-05, the first Monday of the epoch. */
const FIRST_MONDAY_MS = 4 * DAY_MS

/** Lengths of the periods that highs and lows can be taken of. */
export const PERIODS = ['4h', '1D', 'W'] as const
export type Period = (typeof PERIODS)[number]

/** A period that has bars, with its highest high and lowest low. */
export interface CalendarPeriod {
  /** Time that it goes by: its start, but of a week (Monday to Sunday, UTC) the start of its Sunday. */
  readonly labelMs: number
  readonly high: number
  readonly low: number
}

function labelOf(timeMs: number, period: Period): number {
  if (period === '4h') return timeMs - modulo(timeMs, 4 * HOUR_MS)
  if (period === '1D') return timeMs - modulo(timeMs, DAY_MS)
  return timeMs - modulo(timeMs - FIRST_MONDAY_MS, WEEK_MS) + 6 * DAY_MS
}

/** The remainder that is never negative, for times before 1970. */
const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor

/** The UTC calendar periods of bars that are sorted by time; those without bars are left out. */
export function calendarPeriods(candles: readonly Candle[], period: Period): CalendarPeriod[] {
  const periods: { labelMs: number; high: number; low: number }[] = []
  for (const { openTimeMs, high, low } of candles) {
    const labelMs = labelOf(openTimeMs, period)
    const last = periods.at(-1)
    if (last?.labelMs !== labelMs) {
      periods.push({ labelMs, high, low })
      continue
    }
    last.high = Math.max(last.high, high)
    last.low = Math.min(last.low, low)
  }
  return periods
}
