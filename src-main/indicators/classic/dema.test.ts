import { describe, expect, it } from 'vitest'
import { closes, closesBy } from '../testing/closes.ts'
import { singleSeries } from '../testing/single-series.ts'
import { Dema } from './dema.ts'

describe('Dema', () => {
  it('seeds both averages with the mean of the first closes', () => {
    // ema1: 3, 4, 6.5; ema2: 3, 3.5, 5.
    expect(singleSeries(closes(1, 2, 6, 5, 9), new Dema(3))).toEqual([null, null, 3, 4.5, 8])
  })

  it('follows the close itself with period 1', () => {
    expect(singleSeries(closes(4, 2.1, 8), new Dema(1))).toEqual([4, 2.1, 8])
  })

  it('stays on a constant price exactly', () => {
    expect(
      new Set(
        singleSeries(
          closesBy(50, () => 7),
          new Dema(5),
        ).slice(4),
      ),
    ).toEqual(new Set([7]))
  })

  it('comes not to lag a steady rise at all', () => {
    const values = singleSeries(
      closesBy(600, (index) => 100 + 2 * index),
      new Dema(20),
    )
    expect(values.at(-1)).toBeCloseTo(100 + 2 * 599, 9)
  })
})
