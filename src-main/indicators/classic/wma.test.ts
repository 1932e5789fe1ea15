import { describe, expect, it } from 'vitest'
import { closes, closesBy } from '../testing/closes.ts'
import { singleSeries } from '../testing/single-series.ts'
import { Wma } from './wma.ts'

describe('Wma', () => {
  it('weighs the newest close most and the oldest least', () => {
    // (1 + 2 * 2 + 6 * 3) / 6, then (2 + 6 * 2 + 10 * 3) / 6.
    expect(singleSeries(closes(1, 2, 6, 10), new Wma(3))).toEqual([null, null, 23 / 6, 44 / 6])
  })

  it('follows the close itself with period 1', () => {
    expect(singleSeries(closes(4, 2.1, 8), new Wma(1))).toEqual([4, 2.1, 8])
  })

  it('lags a steady rise by a third of what it looks back over', () => {
    const values = singleSeries(
      closesBy(60, (index) => 100 + 2 * index),
      new Wma(10),
    )
    expect(values.findIndex((value) => value !== null)).toBe(9)
    for (const [index, value] of values.slice(9).entries()) expect(value).toBeCloseTo(100 + 2 * (index + 9 - 3), 11)
  })

  it('forgets a spike at once when it leaves the window', () => {
    const values = singleSeries(
      closesBy(80, (index) => (index === 5 ? 1e12 : 100.1)),
      new Wma(20),
    )
    expect(values[24]).toBeGreaterThan(1e9)
    for (const value of values.slice(25)) expect(value).toBeCloseTo(100.1, 11)
  })
})
