import * as fc from 'fast-check'
import { timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'
import { indicatorSeries } from '../../indicator-series.ts'
import type { Indicator } from '../../indicator.ts'

const MINUTE_MS = 60_000

/** Prices of a bar, and its volume, which is 1 unless given. */
export type BarRow = readonly [high: number, low: number, close: number, volume?: number]

/** A minute bar that opens where it closes. */
export const bar = ([high, low, close, volume = 1]: BarRow, index = 0): Candle => {
  return { openTimeMs: timeMs(index * MINUTE_MS), open: close, high, low, close, volume }
}

export const bars = (rows: readonly BarRow[]): Candle[] => rows.map((row, index) => bar(row, index))

/** Minute bars without range, and without volume. */
export const closes = (prices: readonly number[]): Candle[] => bars(prices.map((price) => [price, price, price, 0]))

/** Bars on a coarse grid: full of ties, gaps, bars without range and bars without volume. */
export const someBars: fc.Arbitrary<Candle[]> = fc
  .array(fc.tuple(fc.nat(6), fc.nat(3), fc.nat(3), fc.nat(4)), { maxLength: 60 })
  .map((rows) =>
    bars(
      rows.map(([base, below, above, volume]) => {
        const close = 20 + base
        return [close + above, close - below, close, volume]
      }),
    ),
  )

/** Short enough that {@link someBars} fills the window more than once. */
export const somePeriod = fc.integer({ min: 1, max: 12 })

/** One column at every bar, oldest first, null where it has no value. */
export const series = (candles: readonly Candle[], indicator: Indicator, column = 0): (number | null)[] =>
  indicatorSeries(candles, indicator).map((row) => row[column] ?? null)

/** `formula` at every bar from `first` on, null before. */
export const fromBar = (
  candles: readonly Candle[],
  first: number,
  formula: (index: number) => number,
): (number | null)[] => candles.map((_, index) => (index < first ? null : formula(index)))

/** The largest distance of two series, in shares of the larger of 1 and the expected; infinite if one has a value alone. */
export function largestDistance(actual: readonly (number | null)[], expected: readonly (number | null)[]): number {
  const distances = expected.map((value, index) => {
    const other = actual[index] ?? null
    if (value === null || other === null) return value === other ? 0 : Infinity
    return Math.abs(other - value) / Math.max(1, Math.abs(value))
  })
  return distances.reduce(
    (largest, distance) => Math.max(largest, distance),
    actual.length === expected.length ? 0 : Infinity,
  )
}

/** The newest `count` of `items` at `index`, oldest first. */
export const newest = <Item>(items: readonly Item[], index: number, count: number): Item[] =>
  items.slice(index - count + 1, index + 1)

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)

/** The values that there are. */
export const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)

/** True ranges from the second bar on; NaN at the first. */
export const trueRanges = (candles: readonly Candle[]): number[] =>
  candles.map(({ high, low }, index) => {
    const close = candles[index - 1]?.close ?? Number.NaN
    return Math.max(high - low, Math.abs(high - close), Math.abs(low - close))
  })
