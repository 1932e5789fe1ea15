import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { createIndicator } from '../registry.ts'
import { closes, closesBy } from '../testing/closes.ts'
import { closeOnly, randomCandles } from '../testing/random-candles.ts'
import { StdDev } from './std-dev.ts'

describe('StdDev', () => {
  it('measures the scatter around the mean, and the close in units of it', () => {
    const [deviation, mean, zScore] = indicatorSeries(closes(2, 4, 4, 4, 5, 5, 7, 9), new StdDev(8)).at(-1) ?? []
    expect(deviation).toBeCloseTo(2, 14)
    expect(mean).toBe(5)
    expect(zScore).toBeCloseTo(2, 14)
  })

  it('knows the scatter of a steady rise', () => {
    const spread = Math.sqrt((14 ** 2 - 1) / 12)
    for (const [deviation, mean, zScore] of indicatorSeries(
      closesBy(60, (index) => 3 * index),
      new StdDev(14),
    ).slice(13)) {
      expect(deviation).toBeCloseTo(3 * spread, 11)
      expect(zScore).toBeCloseTo(6.5 / spread, 11)
      expect(mean).toBeGreaterThanOrEqual(19.5)
    }
  })

  it('is zero to the last digit where the price stands still, and so is zScore', () => {
    const candles = [...randomCandles(40, 13), ...Array.from({ length: 14 }, (_, index) => closeOnly(0.1, 40 + index))]
    expect(indicatorSeries(candles, new StdDev(14)).at(-1)).toEqual([0, 0.1, 0])
  })

  it('keeps the digits of cents at a price of billions', () => {
    const rows = indicatorSeries(
      closesBy(60, (index) => 4e9 + (index % 2) / 64),
      new StdDev(14),
    )
    expect((rows.at(-1)?.[0] ?? Number.NaN) * 128).toBeCloseTo(1, 12)
  })

  it('refuses a window of one bar, which cannot scatter', () => {
    expect(() => createIndicator('stdDev', { period: 1 })).toThrow('period must be at least 2, got 1')
  })
})
