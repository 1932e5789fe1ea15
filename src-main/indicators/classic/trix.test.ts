import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { closes, closesBy } from '../testing/closes.ts'
import { Trix } from './trix.ts'

describe('Trix', () => {
  it('is the change of the third average in percent of what it was', () => {
    // ema1: 3, 4, 6.5; ema2: 3, 3.5, 5; ema3: 3, 3.25, 4.125.
    expect(indicatorSeries(closes(1, 2, 6, 5, 9), new Trix(3))).toEqual([
      [null, null],
      [null, null],
      [3, null],
      [3.25, (0.25 / 3) * 100],
      [4.125, (0.875 / 3.25) * 100],
    ])
  })

  it('is zero where the price stands still', () => {
    expect(
      indicatorSeries(
        closesBy(40, () => 7),
        new Trix(14),
      ).at(-1),
    ).toEqual([7, 0])
  })

  it('comes to be the growth itself where the price grows by the same share in every bar', () => {
    const rows = indicatorSeries(
      closesBy(700, (index) => 100 * 1.002 ** index),
      new Trix(14),
    )
    expect(rows.at(-1)?.[1]).toBeCloseTo(0.2, 10)
  })
})
