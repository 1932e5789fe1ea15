import { SeededRandom, timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'
import { chooseStudy } from '../studies.ts'

const MINUTE_MS = 60_000

/** Bars half a unit above and below each price, closing on it; the volume counts up from 1 unless given. */
export function barsAround(prices: readonly number[], volume?: number): Candle[] {
  return prices.map((price, index) => ({
    openTimeMs: timeMs(index * MINUTE_MS),
    open: price,
    high: price + 0.5,
    low: price - 0.5,
    close: price,
    volume: volume ?? index + 1,
  }))
}

type Prices = readonly [open: number, high: number, low: number, close: number]

/** Bars of the given open, high, low and close. */
export function barsOf(rows: readonly Prices[]): Candle[] {
  return rows.map(([open, high, low, close], index) => ({
    openTimeMs: timeMs(index * MINUTE_MS),
    open,
    high,
    low,
    close,
    volume: 1,
  }))
}

/** Bars that open at the given times, in UTC, with the given highs and lows. */
export function barsAt(times: readonly string[], highs: readonly number[], lows: readonly number[]): Candle[] {
  return times.map((time, index) => {
    const [high = 1, low = 1] = [highs[index], lows[index]]
    return { openTimeMs: timeMs(Date.parse(`${time}Z`)), open: low, high, low, close: high, volume: 1 }
  })
}

/** Bars of a walk on whole numbers, on which equal prices are frequent. */
export function latticeBars(count: number, seed: number): Candle[] {
  const random = new SeededRandom(seed)
  const upTo = (limit: number): number => Math.floor(random.next() * (limit + 1))
  let close = 50
  return Array.from({ length: count }, (_, index) => {
    const open = close
    close = Math.max(10, open + upTo(6) - 3)
    const high = Math.max(open, close) + upTo(2)
    const low = Math.min(open, close) - upTo(2)
    return { openTimeMs: timeMs(index * 15 * MINUTE_MS), open, high, low, close, volume: upTo(3) }
  })
}

export type Rows = Readonly<Record<number, readonly (number | null)[]>>

/** The rows of a study that hold a value, by position of their bar; null where a column has none. */
export function rowsOf(id: string, candles: readonly Candle[], parameters?: Readonly<Record<string, unknown>>): Rows {
  const columns = chooseStudy(id, parameters).compute(candles)
  const rows = candles.map((_, index) =>
    columns.map((column) => (Number.isNaN(column[index]) ? null : (column[index] ?? null))),
  )
  return Object.fromEntries(
    rows.map((row, index) => [index, row] as const).filter(([, row]) => row.some((cell) => cell !== null)),
  )
}
