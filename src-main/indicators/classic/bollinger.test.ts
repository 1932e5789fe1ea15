import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { createIndicator } from '../registry.ts'
import { closes } from '../testing/closes.ts'
import { closeOnly, randomCandles } from '../testing/random-candles.ts'
import { Bollinger } from './bollinger.ts'

describe('Bollinger', () => {
  it('puts the bands at population deviations around the mean', () => {
    // Mean 5, squared distances 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, deviation 2.
    const row = indicatorSeries(closes(2, 4, 4, 4, 5, 5, 7, 9), new Bollinger(8, 1.5)).at(-1) ?? []
    const expected = [5, 8, 2, 7 / 6, 2, 6 / 5]
    for (const [index, value] of expected.entries()) expect(row[index]).toBeCloseTo(value, 13)
  })

  it('has no column before it has a whole window', () => {
    const rows = indicatorSeries(closes(1, 2, 3), new Bollinger(3, 2))
    expect(
      rows
        .slice(0, 2)
        .flat()
        .every((value) => value === null),
    ).toBe(true)
    expect(rows[2]).not.toContain(null)
  })

  it('lets the bands meet where the price stands still, with the close in the middle', () => {
    const candles = [...randomCandles(30, 4), ...Array.from({ length: 20 }, (_, index) => closeOnly(7.3, 30 + index))]
    expect(indicatorSeries(candles, new Bollinger(20, 2)).at(-1)).toEqual([7.3, 7.3, 7.3, 0.5, 0, 0])
  })

  it('says the same with percentB as with zScore', () => {
    for (const row of indicatorSeries(randomCandles(200, 5), new Bollinger(20, 2)).slice(19)) {
      const [, , , percentB = null, zScore = null] = row
      expect(percentB).toBeCloseTo(0.5 + (zScore ?? Number.NaN) / 4, 10)
    }
  })

  it('is never further from its mean than a window of that size allows', () => {
    for (const row of indicatorSeries(randomCandles(500, 6), new Bollinger(5, 2)).slice(4))
      expect(Math.abs(row[4] ?? Number.NaN)).toBeLessThanOrEqual(Math.sqrt(4) + 1e-9)
  })

  it('refuses a window of one bar, which cannot scatter', () => {
    expect(() => createIndicator('bollinger', { period: 1 })).toThrow('period must be at least 2, got 1')
  })
})
