import { describe, expect, it } from 'vitest'
import { barsAround, latticeBars, rowsOf } from './testing/study-cases.ts'

const zero = [0, 0, 0]

describe('smc.retracements', () => {
  it('says one bar later how far the price came back, and how far at most', () => {
    const prices = [10, 2, 6, 4, 14, 11, 8, 9, 6.5, 20, 20]
    const rows = rowsOf('smc.retracements', barsAround(prices), { swingLength: 1 })
    // From the low 3.5 at bar 3 to the high 14.5 at bar 4, the low 10.5 at bar 5 comes back by 4 of 11.
    expect(Object.values(rows)).toEqual([
      zero,
      zero,
      zero,
      zero,
      [-1, 33.3, 33.3],
      [1, 0, 0],
      [1, 36.4, 36.4],
      [-1, 14.3, 14.3],
      [1, 0, 0],
      [-1, 28.6, 28.6],
      [1, 0, 0],
    ])
  })

  it('keeps the deepest of a leg and starts anew with the next one', () => {
    const rows = Object.values(rowsOf('smc.retracements', latticeBars(500, 4), { swingLength: 3 }))
    const settled = rows.findIndex(([direction]) => direction !== 0)
    let [leg, deepest, isBelow] = [0, 0, 0]
    for (const [direction = 0, current = 0, greatest = 0] of rows.slice(settled).map((row) => row.map(Number))) {
      deepest = direction === leg ? Math.max(deepest, current) : current
      leg = direction
      if (current < deepest) isBelow += 1
      expect(greatest).toBe(deepest)
    }
    expect(isBelow).toBeGreaterThan(50)
  })

  it.each([[[]], [[1]], [[3, 3, 3, 3, 3, 3, 3, 3]], [[1, 2, 3, 4, 5, 6, 7]]])(
    'is 0 throughout for the prices %j',
    (prices) => {
      const rows = rowsOf('smc.retracements', barsAround(prices), { swingLength: 1 })
      expect(Object.values(rows)).toEqual(prices.map(() => zero))
    },
  )
})
