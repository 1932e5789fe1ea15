import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candle } from '../../domain/index.ts'
import { indicatorSeries } from '../indicator-series.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { Adx, adxDefinition } from './adx.ts'
import {
  bars,
  closes,
  fromBar,
  known,
  largestDistance,
  series,
  someBars,
  somePeriod,
  trueRanges,
} from './testing/bars.ts'

type Movement = readonly [up: number, down: number]

function movements(candles: readonly Candle[]): Movement[] {
  return candles.map(({ high, low }, index): Movement => {
    const previous = candles[index - 1] ?? { high, low }
    const rise = high - previous.high
    const fall = previous.low - low
    return [rise > fall && rise > 0 ? rise : 0, fall > rise && fall > 0 ? fall : 0]
  })
}

/** Wilder's sums as he wrote them: the first of `period`, then `sum - sum / period + input`. */
function wilderSum(inputs: readonly number[], period: number, end: number): number {
  let sum = 0
  for (const input of inputs.slice(1, period + 1)) sum += input
  for (const input of inputs.slice(period + 1, end + 1)) sum += input - sum / period
  return sum
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole)

describe('Adx', () => {
  const example = bars([
    [10, 8, 9],
    [12, 9, 11], // up 2, range 3
    [13, 8, 9], // up and down 1: neither, range 5
    [12, 6, 7], // down 2, range 6
    [12, 6, 8], // neither, range 6
    [16, 10, 15], // up 4, range 8
  ])

  it('has the movement up and down in percent of the true range, smoothed', () => {
    const indicator = new Adx(2)
    const sums = [
      [2, 0, 8],
      [1, 2, 10],
      [0.5, 1, 11],
      [4.25, 0.5, 13.5],
    ]
    for (const column of [0, 1]) {
      const expected = [null, null, ...sums.map((sum) => (100 * (sum[column] ?? 0)) / (sum[2] ?? 0))]
      expect(largestDistance(series(example, indicator, column), expected)).toBeLessThan(1e-14)
    }
  })

  it('has their difference in percent of their sum, its mean, and the mean of that and the one a period ago', () => {
    const dx = [100, 100 / 3, 100 / 3, 7_500 / 95]
    const adx = [(100 + 100 / 3) / 2, 50, 25 + 3_750 / 95]
    const adxr = ((adx[0] ?? 0) + (adx[2] ?? 0)) / 2
    const indicator = new Adx(2)
    expect(largestDistance(series(example, indicator, 2), [null, null, ...dx])).toBeLessThan(1e-14)
    expect(largestDistance(series(example, indicator, 3), [null, null, null, ...adx])).toBeLessThan(1e-14)
    expect(largestDistance(series(example, indicator, 4), [null, null, null, null, null, adxr])).toBeLessThan(1e-14)
  })

  it("agrees with Wilder's sums on bars with ties, gaps and no range", () => {
    fc.assert(
      fc.property(someBars, somePeriod, (candles, period) => {
        const ranges = trueRanges(candles)
        const moved = movements(candles)
        for (const column of [0, 1]) {
          const inputs = moved.map((movement) => movement[column] ?? 0)
          const expected = fromBar(candles, period, (index) =>
            percent(wilderSum(inputs, period, index), wilderSum(ranges, period, index)),
          )
          expect(largestDistance(series(candles, new Adx(period), column), expected)).toBeLessThan(1e-11)
        }
      }),
    )
  })

  it('never leaves 0 to 100, and is 100 where the price only rises', () => {
    const values = known(indicatorSeries(randomCandles(3_000, 12), new Adx(5)).flat())
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values)).toBeLessThanOrEqual(100)
    const rising = closes(Array.from({ length: 30 }, (_, index) => 1 + index))
    expect(indicatorSeries(rising, new Adx(4)).at(-1)).toEqual([100, 0, 100, 100, 100])
  })

  it('is 0 throughout where the price never moved', () => {
    const flat = closes(Array.from({ length: 30 }, () => 5))
    expect(indicatorSeries(flat, new Adx(4)).at(-1)).toEqual([0, 0, 0, 0, 0])
  })

  it('keeps its directions while the price stands still, however long', () => {
    const candles = [...randomCandles(100, 4), ...closes(Array.from({ length: 30_000 }, () => 100))]
    const rows = indicatorSeries(candles, new Adx(14))
    const [pdi = null, mdi = null, dx = null] = rows[200] ?? []
    const [lastPdi, lastMdi, lastDx, lastAdx] = known(rows.at(-1) ?? [])
    expect(lastPdi).toBeCloseTo(pdi ?? Number.NaN, 9)
    expect(lastMdi).toBeCloseTo(mdi ?? Number.NaN, 9)
    expect(lastDx).toBeCloseTo(dx ?? Number.NaN, 9)
    expect(lastAdx).toBeCloseTo(dx ?? Number.NaN, 9)
  })

  it('is listed with 14 bars, and has its first values after 15, 28 and 42', () => {
    expect(adxDefinition.parameters.parse({})).toEqual({ period: 14 })
    expect(new Adx(14).warmUpBars).toBe(42)
    const candles = randomCandles(60, 1)
    const lastMissing = [0, 1, 2, 3, 4].map((column) => series(candles, new Adx(14), column).lastIndexOf(null))
    expect(lastMissing).toEqual([13, 13, 13, 26, 40])
  })
})
