import { describe, expect, it } from 'vitest'
import { swingPoints } from './swing-points.ts'
import { barsAround, latticeBars, rowsOf } from './testing/study-cases.ts'

describe('smc.swings', () => {
  it('alternates highs and lows and closes both ends with the opposite of their neighbour', () => {
    expect(rowsOf('smc.swings', barsAround([10, 2, 6, 4, 8, 7, 6]), { length: 1 })).toEqual({
      0: [1, 10.5],
      1: [-1, 1.5],
      2: [1, 6.5],
      3: [-1, 3.5],
      4: [1, 8.5],
      6: [-1, 5.5],
    })
  })

  it('compares one bar less before a swing than after it', () => {
    const prices = [1, 1, 9, 2, 2, 7, 3, 3, 2, 2]
    expect(rowsOf('smc.swings', barsAround(prices), { length: 2 })[5]).toEqual([1, 7.5])
    expect(rowsOf('smc.swings', barsAround(prices.with(3, 8)), { length: 2 })[5]).toEqual([1, 7.5])
    expect(rowsOf('smc.swings', barsAround(prices.with(4, 8)), { length: 2 })[5]).toBeUndefined()
    expect(rowsOf('smc.swings', barsAround(prices.with(7, 8)), { length: 2 })[5]).toBeUndefined()
  })

  it('finds none in the first bars, although the window would fit, nor in the newest ones', () => {
    const length = 3
    const candles = latticeBars(200, 5)
    const inner = swingPoints(candles, length).slice(1, -1)
    expect(inner.length).toBeGreaterThan(10)
    expect(Math.min(...inner.map(({ index }) => index))).toBeGreaterThanOrEqual(2 * length - 1)
    expect(Math.max(...inner.map(({ index }) => index))).toBeLessThanOrEqual(candles.length - 1 - length)
  })

  it('takes a flat market for one high, the earliest bar that can be one', () => {
    expect(rowsOf('smc.swings', barsAround([5, 5, 5, 5, 5, 5]), { length: 2 })).toEqual({
      0: [-1, 4.5],
      3: [1, 5.5],
      5: [-1, 4.5],
    })
  })

  it.each([0, 1, 14])('has no swings in %i bars, which are too few', (count) => {
    expect(rowsOf('smc.swings', latticeBars(count, 1))).toEqual({})
  })

  it('needs as many bars after a swing as its length says', () => {
    const candles = barsAround([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 5, 5, 5, 5, 5])
    expect(Object.keys(rowsOf('smc.swings', candles))).toEqual(['0', '9', '14'])
    expect(rowsOf('smc.swings', candles.slice(0, -1))).toEqual({})
  })
})
