import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { Cci, cciDefinition } from './cci.ts'
import {
  bar,
  bars,
  closes,
  fromBar,
  known,
  largestDistance,
  newest,
  series,
  someBars,
  somePeriod,
  sumOf,
} from './testing/bars.ts'

describe('Cci', () => {
  it('is the distance of the typical price from its mean, in units of 0.015 mean deviations', () => {
    const candles = bars([
      [12, 7, 11], // typical 10
      [11, 11, 11], // 11
      [17, 13, 15], // 15: mean 12, mean deviation 2
      [10, 10, 10], // mean 12, mean deviation 2
    ])
    const expected = [null, null, 100, -200 / 3]
    expect(largestDistance(series(candles, new Cci(3)), expected)).toBeLessThan(1e-14)
  })

  it('agrees with its definition wherever the window is not flat', () => {
    fc.assert(
      fc.property(someBars, somePeriod, (candles, period) => {
        const prices = candles.map(({ high, low, close }) => high + low + close)
        const length = period + 1
        const isFlat = (index: number): boolean => new Set(newest(prices, index, length)).size === 1
        const expected = fromBar(candles, period, (index) => {
          const window = newest(prices, index, length)
          const mean = sumOf(window) / length
          const deviation = sumOf(window.map((price) => Math.abs(price - mean))) / length
          return ((prices[index] ?? 0) - mean) / (0.015 * deviation)
        }).map((value, index) => (isFlat(index) ? null : value))
        expect(largestDistance(series(candles, new Cci(length)), expected)).toBeLessThan(1e-11)
      }),
    )
  })

  it('has no value in a flat window, whatever digits the price has, and one again as soon as it moves', () => {
    const candles = closes([...Array.from({ length: 30 }, () => 0.1), 0.2])
    const values = series(candles, new Cci(20))
    expect(known(values.slice(0, -1))).toEqual([])
    expect(values.at(-1)).toBeCloseTo(0.95 / (0.015 * ((19 * 0.05 + 0.95) / 20)), 9)
    expect(cciDefinition.columns).toEqual([expect.objectContaining({ id: 'cci', sparse: true })])
  })

  it('stays exact where the price is large and moves by little', () => {
    const steps = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    const near = series(closes(steps), new Cci(4))
    const far = series(closes(steps.map((step) => 2 ** 40 + step)), new Cci(4))
    expect(largestDistance(far, near)).toBeLessThan(1e-12)
  })

  it('leaves its window alone when it previews', () => {
    const spike = bar([1e9, 1e9, 1e9])
    const candles = randomCandles(50, 5)
    const indicator = new Cci(7)
    const values = candles.map((candle) => {
      indicator.preview(spike)
      const [previewed = Number.NaN] = Array.from(indicator.preview(candle))
      indicator.update(candle)
      expect(indicator.values[0]).toBe(previewed)
      return indicator.value ?? null
    })
    expect(values).toEqual(indicatorSeries(candles, new Cci(7)).flat())
  })

  it('is listed with 20 bars, at least 2', () => {
    expect(cciDefinition.parameters.parse({})).toEqual({ period: 20 })
    expect(cciDefinition.parameters.safeParse({ period: 1 }).success).toBe(false)
    expect(new Cci(20).warmUpBars).toBe(20)
  })
})
