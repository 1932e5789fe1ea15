import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { indicatorSeries } from '../indicator-series.ts'
import { closeOnly, randomCandles } from '../testing/random-candles.ts'
import { HeikinAshi } from './heikin-ashi.ts'

const bar = ([open, high, low, close]: readonly [number, number, number, number]): Candle => ({
  openTimeMs: timeMs(0),
  open,
  high,
  low,
  close,
  volume: 1,
})

describe('HeikinAshi', () => {
  it('opens in the middle of the body before and closes at the mean of the four prices', () => {
    const candles = [bar([10, 16, 8, 14]), bar([14, 15, 13, 14]), bar([20, 22, 18, 20])]
    expect(indicatorSeries(candles, new HeikinAshi())).toEqual([
      [12, 16, 8, 12],
      [12, 15, 12, 14],
      [13, 22, 13, 20],
    ])
  })

  it('holds its body between its low and its high', () => {
    for (const [open, high, low, close] of indicatorSeries(randomCandles(300, 7), new HeikinAshi())) {
      const body = [open ?? Number.NaN, close ?? Number.NaN]
      expect(Math.max(...body)).toBeLessThanOrEqual(high ?? Number.NaN)
      expect(Math.min(...body)).toBeGreaterThanOrEqual(low ?? Number.NaN)
    }
  })

  it('is the price itself where that never moves', () => {
    const flat = Array.from({ length: 10 }, (_, index) => closeOnly(7, index))
    expect(indicatorSeries(flat, new HeikinAshi()).flat()).toEqual(Array.from({ length: 40 }, () => 7))
  })
})
