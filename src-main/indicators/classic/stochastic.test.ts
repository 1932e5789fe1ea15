import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { Stochastic, stochasticDefinition } from './stochastic.ts'
import {
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

describe('Stochastic', () => {
  it('smooths the place of the close in the range, and that again for the signal', () => {
    const candles = bars([
      [10, 8, 9],
      [12, 9, 11],
      [11, 10, 10], // 50: from 8 to 12
      [14, 10, 14], // 100: from 9 to 14
      [13, 9, 11], // 40: from 9 to 14
    ])
    const rows = indicatorSeries(candles, new Stochastic({ period: 3, smooth: 2, signal: 2 }))
    expect(rows.slice(2)).toEqual([
      [null, null, null],
      [75, null, null],
      [70, 72.5, 3 * 70 - 2 * 72.5],
    ])
  })

  it('agrees with its definition on bars with ties, gaps and no range', () => {
    fc.assert(
      fc.property(someBars, somePeriod, fc.integer({ min: 1, max: 4 }), (candles, period, smooth) => {
        const raw = candles.map(({ close }, index) => {
          const window = newest(candles, index, period)
          const highest = Math.max(...window.map(({ high }) => high))
          const lowest = Math.min(...window.map(({ low }) => low))
          return highest === lowest ? 0 : (100 * (close - lowest)) / (highest - lowest)
        })
        const oscillator = fromBar(candles, period + smooth - 2, (index) => sumOf(newest(raw, index, smooth)) / smooth)
        const signal = fromBar(candles, period + smooth, (index) => sumOf(known(newest(oscillator, index, 3))) / 3)
        const indicator = new Stochastic({ period, smooth, signal: 3 })
        expect(largestDistance(series(candles, indicator), oscillator)).toBeLessThan(1e-12)
        expect(largestDistance(series(candles, indicator, 1), signal)).toBeLessThan(1e-12)
      }),
    )
  })

  it('never leaves 0 to 100, and reaches both to the last digit', () => {
    const rising = bars(Array.from({ length: 60 }, (_, index) => [0.1 * index + 0.3, 0.1 * index, 0.1 * index + 0.3]))
    const falling = bars(
      Array.from({ length: 60 }, (_, index) => [9.3 - 0.1 * index, 9 - 0.1 * index, 9 - 0.1 * index]),
    )
    const periods = { period: 14, smooth: 3, signal: 3 }
    const rows = [rising, falling, randomCandles(2_000, 6)].flatMap((candles) =>
      indicatorSeries(candles, new Stochastic(periods)),
    )
    const values = known(rows.flatMap(([oscillator = null, signal = null]) => [oscillator, signal]))
    expect([Math.min(...values), Math.max(...values)]).toEqual([0, 100])
  })

  it('is 0 in a flat range', () => {
    const flat = closes(Array.from({ length: 10 }, () => 0.7))
    const rows = indicatorSeries(flat, new Stochastic({ period: 3, smooth: 2, signal: 2 }))
    expect(rows.at(-1)).toEqual([0, 0, 0])
  })

  it('forgets a spike once it has left every window', () => {
    const plain = randomCandles(100, 9)
    const spiked = plain.map((candle, index) => (index === 50 ? { ...candle, high: 1e12, close: 1e12 } : candle))
    const periods = { period: 14, smooth: 3, signal: 3 }
    const after = indicatorSeries(spiked, new Stochastic(periods)).slice(70)
    expect(after).toEqual(indicatorSeries(plain, new Stochastic(periods)).slice(70))
  })

  it('is listed with 14 bars, smoothed over 3 twice', () => {
    expect(stochasticDefinition.parameters.parse({})).toEqual({ period: 14, signal: 3, smooth: 3 })
    expect(new Stochastic({ period: 14, signal: 3, smooth: 3 }).warmUpBars).toBe(18)
  })
})
