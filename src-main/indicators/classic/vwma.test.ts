import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { closesBy } from '../testing/closes.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { singleSeries } from '../testing/single-series.ts'
import { Sma } from './sma.ts'
import { Vwma } from './vwma.ts'

/** Bars with these closes and volumes. */
const traded = (...bars: readonly (readonly [close: number, volume: number])[]): Candle[] =>
  bars.map(([close, volume], index) => ({
    openTimeMs: timeMs(index * 60_000),
    open: close,
    high: close,
    low: close,
    close,
    volume,
  }))

describe('Vwma', () => {
  it('weighs each close by what was traded', () => {
    // (10 + 3 * 20) / 4, then (3 * 20 + 30) / 4, then 30 alone.
    const candles = traded([10, 1], [20, 3], [30, 1], [40, 0])
    expect(singleSeries(candles, new Vwma(2))).toEqual([null, 17.5, 22.5, 30])
  })

  it('is the simple mean where nothing was traded, also after much was', () => {
    const candles = traded([10, 1e15], [20, 0.1], [30, 0], [41, 0], [5, 7])
    expect(singleSeries(candles, new Vwma(2)).slice(2)).toEqual([20, 35.5, 5])
    expect(
      singleSeries(
        closesBy(30, (index) => index),
        new Vwma(3),
      ).at(-1),
    ).toBe(28)
  })

  it('is the simple mean where every bar traded the same', () => {
    const candles = traded(...randomCandles(100, 9).map(({ close }): [number, number] => [close, 4]))
    expect(singleSeries(candles, new Vwma(20))).toEqual(singleSeries(candles, new Sma(20)))
  })

  it('lies between the lowest and the highest close of its window', () => {
    const candles = randomCandles(400, 10)
    for (const [index, value] of singleSeries(candles, new Vwma(7)).entries()) {
      if (index < 6) continue
      const window = candles.slice(index - 6, index + 1).map(({ close }) => close)
      expect(value).toBeGreaterThan(Math.min(...window))
      expect(value).toBeLessThan(Math.max(...window))
    }
  })
})
