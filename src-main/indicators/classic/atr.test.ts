import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { singleSeries } from '../testing/single-series.ts'
import { Atr } from './atr.ts'

const [TR, ATR, ATRP] = [0, 1, 2]

function bar(high: number, low: number, close: number): Candle {
  return { openTimeMs: timeMs(0), open: close, high, low, close, volume: 1 }
}

describe('Atr', () => {
  it('averages true ranges from the second bar on and then smooths as Wilder does', () => {
    const candles = [
      bar(10, 8, 9),
      bar(11, 9, 10), // 2: its own range
      bar(15, 14, 14), // 5: gap up from 10
      bar(10, 9, 10), // 5: gap down from 14
      bar(11, 9, 10), // 2
    ]
    const last = 4 + (2 - 4) / 3
    expect(singleSeries(candles, new Atr(3), TR)).toEqual([null, 2, 5, 5, 2])
    expect(singleSeries(candles, new Atr(3), ATR)).toEqual([null, null, null, 4, last])
    expect(singleSeries(candles, new Atr(3), ATRP)).toEqual([null, null, null, 40, (last / 10) * 100])
  })

  it('needs one bar more than its period, because the first bar has no true range', () => {
    expect(new Atr(14).warmUpBars).toBe(15)
    const values = singleSeries(randomCandles(20, 1), new Atr(14), ATR)
    expect(values.findIndex((value) => value !== null)).toBe(14)
  })

  it('is never below zero and never above the largest true range', () => {
    const candles = randomCandles(500, 5)
    const ranges = candles.slice(1).map((candle, index) => {
      const previous = candles[index]?.close ?? Number.NaN
      return Math.max(candle.high - candle.low, Math.abs(candle.high - previous), Math.abs(candle.low - previous))
    })
    for (const value of singleSeries(candles, new Atr(10), ATR).slice(10)) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(Math.max(...ranges))
    }
  })

  it('has the average, not the range of the bar, for its one value', () => {
    const atr = new Atr(2)
    expect(atr.value).toBeUndefined()
    for (const candle of [bar(10, 8, 9), bar(11, 9, 10), bar(14, 10, 12)]) atr.update(candle)
    expect(atr.value).toBe(3)
  })

  it('is zero where the price stands still', () => {
    const candles = Array.from({ length: 30 }, () => bar(7, 7, 7))
    for (const column of [TR, ATR, ATRP]) expect(singleSeries(candles, new Atr(14), column).at(-1)).toBe(0)
  })
})
