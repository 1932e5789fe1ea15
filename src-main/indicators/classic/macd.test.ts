import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { createIndicator } from '../registry.ts'
import { closes, closesBy } from '../testing/closes.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { singleSeries } from '../testing/single-series.ts'
import { Ema } from './ema.ts'
import { Macd } from './macd.ts'

describe('Macd', () => {
  it('is the fast average less the slow one, with an average of itself that starts when it has enough', () => {
    // Weights: fast 1, slow 1/2, signal 2/3.
    expect(indicatorSeries(closes(1, 2, 6, 5, 11), new Macd({ fast: 1, slow: 3, signal: 2 }))).toEqual([
      [null, null, null, 1, null],
      [null, null, null, 2, null],
      [3, null, null, 6, 3],
      [1, 2, -1, 5, 4],
      [3.5, 2 + 1.5 * (2 / 3), 3.5 - (2 + 1.5 * (2 / 3)), 11, 7.5],
    ])
  })

  it('has the averages that the exponential average has by itself', () => {
    const candles = randomCandles(120, 12)
    const macd = new Macd({ fast: 12, slow: 26, signal: 9 })
    expect(singleSeries(candles, macd, 3)).toEqual(singleSeries(candles, new Ema(12)))
    expect(singleSeries(candles, macd, 4)).toEqual(singleSeries(candles, new Ema(26)))
  })

  it('is half the difference of the periods, bar for bar, where the price rises steadily', () => {
    const rows = indicatorSeries(
      closesBy(200, (index) => 50 + 2 * index),
      new Macd({ fast: 12, slow: 26, signal: 9 }),
    )
    for (const [macd, signal, histogram] of rows.slice(33)) {
      expect(macd).toBeCloseTo(14, 10)
      expect(signal).toBeCloseTo(14, 10)
      expect(histogram).toBeCloseTo(0, 10)
    }
  })

  it('is zero where the price stands still', () => {
    const rows = indicatorSeries(
      closesBy(60, () => 7),
      new Macd({ fast: 3, slow: 5, signal: 4 }),
    )
    expect(rows.at(-1)).toEqual([0, 0, 0, 7, 7])
  })

  it('refuses a fast average that is not faster than the slow one', () => {
    expect(() => createIndicator('macd', { fast: 26 })).toThrow('indicator macd: fast must be below slow, got 26')
    expect(createIndicator('macd', { fast: 25 }).warmUpBars).toBe(34)
  })
})
