import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { closes, closesBy } from '../testing/closes.ts'
import { Roc } from './roc.ts'

describe('Roc', () => {
  it('is the change since so many bars ago, as a price and in percent', () => {
    expect(indicatorSeries(closes(10, 20, 15, 15, 30), new Roc(2))).toEqual([
      [null, null],
      [null, null],
      [5, 50],
      [-5, -25],
      [15, 100],
    ])
  })

  it('is zero where the price stands still', () => {
    expect(
      indicatorSeries(
        closesBy(30, () => 7.3),
        new Roc(14),
      ).at(-1),
    ).toEqual([0, 0])
  })

  it('is steady where the price grows by the same share in every bar', () => {
    for (const row of indicatorSeries(
      closesBy(60, (index) => 100 * 1.01 ** index),
      new Roc(10),
    ).slice(10))
      expect(row[1]).toBeCloseTo((1.01 ** 10 - 1) * 100, 10)
  })
})
