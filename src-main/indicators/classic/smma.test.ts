import { describe, expect, it } from 'vitest'
import { closes, closesBy } from '../testing/closes.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { singleSeries } from '../testing/single-series.ts'
import { Ema } from './ema.ts'
import { Smma } from './smma.ts'

describe('Smma', () => {
  it('starts with the mean of the first closes and then weighs the newest by 1 / period', () => {
    expect(singleSeries(closes(1, 2, 6, 6, 10), new Smma(3))).toEqual([null, null, 3, 4, 6])
  })

  it('comes to lag a steady rise by its period less one', () => {
    const values = singleSeries(
      closesBy(400, (index) => 2 * index),
      new Smma(8),
    )
    expect(values[7]).toBe(7)
    expect(values.at(-1)).toBeCloseTo(2 * (399 - 7), 10)
  })

  it('ends as the exponential average of twice its period less one', () => {
    const candles = randomCandles(600, 8)
    const [smoothed, exponential] = [singleSeries(candles, new Smma(10)), singleSeries(candles, new Ema(19))]
    expect(smoothed.at(-1)).toBeCloseTo(exponential.at(-1) ?? Number.NaN, 10)
  })
})
