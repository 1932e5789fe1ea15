import { describe, expect, it } from 'vitest'
import { createIndicator } from '../registry.ts'
import { closes, closesBy } from '../testing/closes.ts'
import { singleSeries } from '../testing/single-series.ts'
import { Hma } from './hma.ts'

describe('Hma', () => {
  it('smooths twice the short average less the long one', () => {
    const values = singleSeries(closes(6, 6, 6, 12, 16.5, 6.75), new Hma(4))
    const [third, fourth, fifth] = [
      (2 * (6 + 2 * 12)) / 3 - (6 + 12 + 18 + 48) / 10,
      (2 * (12 + 33)) / 3 - (6 + 12 + 36 + 66) / 10,
      (2 * (16.5 + 13.5)) / 3 - (6 + 24 + 49.5 + 27) / 10,
    ]
    expect(values.slice(0, 4)).toEqual([null, null, null, null])
    expect(values[4]).toBeCloseTo((third + 2 * fourth) / 3, 13)
    expect(values[5]).toBeCloseTo((fourth + 2 * fifth) / 3, 13)
  })

  it('lags a steady rise by two thirds of a bar with period 16', () => {
    const values = singleSeries(
      closesBy(60, (index) => 100 + 3 * index),
      new Hma(16),
    )
    expect(values.findIndex((value) => value !== null)).toBe(18)
    for (const [index, value] of values.slice(18).entries())
      expect(value).toBeCloseTo(100 + 3 * (index + 18 - 2 / 3), 10)
  })

  it('rounds half of the period and its root down', () => {
    // Over 2, 5 and 2 bars a weighted average lags by 1/3, 4/3 and 1/3 of a bar: 2/3 - 4/3 + 1/3.
    expect(
      singleSeries(
        closesBy(30, (index) => 6 * index),
        new Hma(5),
      ).at(-1),
    ).toBeCloseTo(6 * 29 + 2, 11)
    expect(new Hma(15).warmUpBars).toBe(15 + 3 - 1)
    expect(new Hma(2).warmUpBars).toBe(2)
  })

  it('refuses a period that has no half', () => {
    expect(() => createIndicator('hma', { period: 1 })).toThrow('period must be at least 2, got 1')
  })
})
