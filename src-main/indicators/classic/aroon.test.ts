import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { Aroon, aroonDefinition } from './aroon.ts'
import { bars, closes, fromBar, largestDistance, newest, series, someBars, somePeriod } from './testing/bars.ts'

describe('Aroon', () => {
  it('says how recent the extremes of one bar more than the period are, the oldest among equals', () => {
    const candles = bars([
      [5, 1, 3],
      [7, 2, 3],
      [7, 0, 3],
      [6, 1, 3], // highest 2 bars ago, lowest 1
      [5, 0, 3], // highest 3, lowest 2
      [8, 2, 3], // highest now, lowest 3
    ])
    const thirds = indicatorSeries(candles, new Aroon(3)).map((row) => row.map((value) => value && (value * 3) / 100))
    expect(thirds.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => [null, null, null]))
    expect(thirds.slice(3).map((row) => row.map((value) => Math.round((value ?? Number.NaN) * 1e9) / 1e9))).toEqual([
      [1, 2, -1],
      [0, 1, -1],
      [3, 0, 3],
    ])
  })

  it('agrees with a search of each window', () => {
    fc.assert(
      fc.property(someBars, somePeriod, (candles, period) => {
        const up = fromBar(candles, period, (index) => {
          const highs = newest(candles, index, period + 1).map(({ high }) => high)
          return (100 * highs.indexOf(Math.max(...highs))) / period
        })
        const down = fromBar(candles, period, (index) => {
          const lows = newest(candles, index, period + 1).map(({ low }) => low)
          return (100 * lows.indexOf(Math.min(...lows))) / period
        })
        expect(largestDistance(series(candles, new Aroon(period)), up)).toBeLessThan(1e-14)
        expect(largestDistance(series(candles, new Aroon(period), 1), down)).toBeLessThan(1e-14)
      }),
    )
  })

  it('is 100 and 0 in a trend, and 0 twice where the price stands still', () => {
    const rising = closes(Array.from({ length: 12 }, (_, index) => index + 1))
    expect(indicatorSeries(rising, new Aroon(7)).at(-1)).toEqual([100, 0, 100])
    expect(indicatorSeries(rising.toReversed(), new Aroon(7)).at(-1)).toEqual([0, 100, -100])
    expect(indicatorSeries(closes(Array.from({ length: 12 }, () => 4)), new Aroon(7)).at(-1)).toEqual([0, 0, 0])
  })

  it('is listed with 25 bars', () => {
    expect(aroonDefinition.parameters.parse({})).toEqual({ period: 25 })
    expect(new Aroon(25).warmUpBars).toBe(26)
  })
})
