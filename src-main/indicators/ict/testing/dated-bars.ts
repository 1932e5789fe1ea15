import { timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'

/** Bars that follow one another without a gap, by open, high, low and close, the first one at a UTC time. */
export function barsFrom(
  utc: string,
  barMs: number,
  series: readonly (readonly [open: number, high: number, low: number, close: number])[],
): Candle[] {
  return series.map(([open, high, low, close], index) => ({
    openTimeMs: timeMs(Date.parse(utc) + index * barMs),
    open,
    high,
    low,
    close,
    volume: 1,
  }))
}

/** As many bars as fit between two UTC times, all between 99 and 101. */
export function quietBars(fromUtc: string, toUtc: string, barMs: number): Candle[] {
  const count = Math.floor((Date.parse(toUtc) - Date.parse(fromUtc)) / barMs)
  return barsFrom(
    fromUtc,
    barMs,
    Array.from({ length: count }, () => [100, 101, 99, 100] as const),
  )
}

/** The same bars with another high, low or close at one UTC time. */
export function withBarAt(candles: readonly Candle[], utc: string, change: Partial<Candle>): Candle[] {
  const changedAt = Date.parse(utc)
  return candles.map((candle) => (candle.openTimeMs === changedAt ? { ...candle, ...change } : candle))
}

/** The bars that open outside a stretch of time. */
export function without(candles: readonly Candle[], fromUtc: string, toUtc: string): Candle[] {
  const [fromMs, toMs] = [Date.parse(fromUtc), Date.parse(toUtc)]
  return candles.filter(({ openTimeMs }) => openTimeMs < fromMs || openTimeMs >= toMs)
}

/** A time as `03-10T07:00`; null stays null. */
export function shortTime(utcMs: number | null): string | null {
  return utcMs === null ? null : new Date(utcMs).toISOString().slice(5, 16)
}
