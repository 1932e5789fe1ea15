import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { type IndicatorRow, indicatorSeries } from '../indicator-series.ts'
import { closeOnly, randomCandles } from '../testing/random-candles.ts'
import { Supertrend } from './supertrend.ts'

const bar = (high: number, low: number, close: number): Candle => ({
  openTimeMs: timeMs(0),
  open: low,
  high,
  low,
  close,
  volume: 1,
})

describe('Supertrend', () => {
  it('trails a rise with a band that never falls, and changes sides at a close below it', () => {
    const candles = [
      bar(11, 9, 10),
      bar(12, 10, 11.5), // range 2, bands 9 and 13, close above the middle
      bar(13, 11, 12), // 10 and 14
      bar(12.5, 10.5, 11), // would be 9.5: stays at 10
      bar(11, 9, 9), // would be 8: stays at 10, and the close is below; the upper band is 12
      bar(10, 8, 9), // 11
    ]
    const rows: IndicatorRow[] = [
      [null, null, null],
      [9, null, 9],
      [10, null, 10],
      [10, null, 10],
      [12, 12, null],
      [11, 11, null],
    ]
    expect(indicatorSeries(candles, new Supertrend(1, 1))).toEqual(rows)
  })

  it('begins with a falling trend where the close is below the middle of its bar', () => {
    expect(indicatorSeries([bar(11, 9, 10), bar(12, 10, 10.5)], new Supertrend(1, 1))).toEqual([
      [null, null, null],
      [13, 13, null],
    ])
  })

  it('has exactly one active band, the line itself, from bar period + 1 on', () => {
    const rows = indicatorSeries(randomCandles(500, 8), new Supertrend(10, 3))
    expect(rows.findIndex(([line]) => line !== null)).toBe(10)
    for (const [line, upper, lower] of rows.slice(10)) {
      expect(line).not.toBeNull()
      expect([upper, lower].filter((band) => band !== null)).toEqual([line])
    }
  })

  it('lies below the close in a rising and not below it in a falling trend', () => {
    const candles = randomCandles(500, 9)
    const rows = indicatorSeries(candles, new Supertrend(5, 1.5)).slice(5)
    for (const [index, [, upper = null, lower = null]] of rows.entries()) {
      const { close } = candles[index + 5] ?? closeOnly(Number.NaN)
      expect(lower ?? -Infinity).toBeLessThan(close)
      expect(upper ?? Infinity).toBeGreaterThanOrEqual(close)
    }
    expect(rows.some(([, upper]) => upper !== null) && rows.some(([, , lower]) => lower !== null)).toBe(true)
  })

  it('is the price itself where that never moves', () => {
    const flat = Array.from({ length: 20 }, (_, index) => closeOnly(7, index))
    expect(indicatorSeries(flat, new Supertrend(3, 3)).at(-1)).toEqual([7, 7, null])
  })
})
