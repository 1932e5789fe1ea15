import { describe, expect, it } from 'vitest'
import { closes, closesBy } from '../testing/closes.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { singleSeries } from '../testing/single-series.ts'
import { Ema } from './ema.ts'

describe('Ema', () => {
  it('starts with the mean of the first closes and then weighs the newest by 2 / (period + 1)', () => {
    expect(singleSeries(closes(1, 2, 6, 5, 9), new Ema(3))).toEqual([null, null, 3, 4, 6.5])
  })

  it('follows the close itself with period 1', () => {
    expect(singleSeries(closes(4, 2, 8), new Ema(1))).toEqual([4, 2, 8])
  })

  it('stays on a constant price exactly', () => {
    const values = singleSeries(
      closesBy(50, () => 7),
      new Ema(5),
    ).slice(4)
    expect(values).toEqual(Array.from({ length: 46 }, () => 7))
  })

  it('lies between the lowest and the highest close it has seen', () => {
    const candles = randomCandles(500, 3)
    const prices = candles.map((candle) => candle.close)
    for (const value of singleSeries(candles, new Ema(12)).slice(11)) {
      expect(value).toBeGreaterThanOrEqual(Math.min(...prices))
      expect(value).toBeLessThanOrEqual(Math.max(...prices))
    }
  })

  it('lags a steady rise by half of its period from its first value on', () => {
    const values = singleSeries(
      closesBy(60, (index) => 2 * index),
      new Ema(9),
    ).slice(8)
    for (const [index, value] of values.entries()) expect(value).toBeCloseTo(2 * (index + 8 - 4), 12)
  })
})
