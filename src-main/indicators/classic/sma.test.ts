import { describe, expect, it } from 'vitest'
import { closes, closesBy } from '../testing/closes.ts'
import { closeOnly, randomCandles } from '../testing/random-candles.ts'
import { singleSeries } from '../testing/single-series.ts'
import { Sma } from './sma.ts'

describe('Sma', () => {
  it('is the mean of the newest closes', () => {
    expect(singleSeries(closes(1, 2, 6, 10, 2), new Sma(3))).toEqual([null, null, 3, 6, 6])
  })

  it('follows the close itself with period 1', () => {
    expect(singleSeries(closes(4, 2.1, 8), new Sma(1))).toEqual([4, 2.1, 8])
  })

  it('lags a steady rise by half of what it looks back over', () => {
    expect(
      singleSeries(
        closesBy(40, (index) => 3 * index),
        new Sma(9),
      ).at(-1),
    ).toBe(3 * (39 - 4))
  })

  it('forgets a close at once when it leaves the window', () => {
    const candles = randomCandles(60, 3)
    const other = candles.with(10, closeOnly(1e9, 10))
    expect(singleSeries(other, new Sma(20)).slice(30)).toEqual(singleSeries(candles, new Sma(20)).slice(30))
    expect(singleSeries(other, new Sma(20))[29]).toBeGreaterThan(1e7)
  })
})
