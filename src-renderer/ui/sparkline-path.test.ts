import { describe, expect, it } from 'vitest'
import { sparklinePath, sparklineRange, sparklineY, thin } from './sparkline-path.ts'

const box = { width: 40, height: 13 }

describe('sparkline', () => {
  it('fills the box, high values up', () => {
    expect(sparklinePath([1, 3, 2], box)).toBe('M0.0 11.5L20.0 1.5L40.0 6.5')
  })

  it('goes through the middle when nothing moves', () => {
    expect(sparklinePath([5, 5], box)).toBe('M0.0 6.5L40.0 6.5')
  })

  it('needs two values', () => {
    expect(sparklinePath([], box)).toBe('')
    expect(sparklinePath([1], box)).toBe('')
  })

  it('makes room for a limit that the values come near, and for no other', () => {
    expect(sparklineRange([1, 3], 4)).toEqual({ lowest: 1, highest: 4 })
    expect(sparklineRange([1, 3], 2)).toEqual({ lowest: 1, highest: 3 })
    expect(sparklineRange([1, 3], 0)).toEqual({ lowest: 0, highest: 3 })
    expect(sparklineRange([1, 3], 4.1)).toEqual({ lowest: 1, highest: 3 })
    expect(sparklinePath([1, 3], box, { lowest: 1, highest: 5 })).toBe('M0.0 11.5L40.0 6.5')
    expect(sparklineY(5, { lowest: 1, highest: 5 }, box.height)).toBe(1.5)
  })

  it('keeps the first and the last value when it thins', () => {
    const values = Array.from({ length: 1_000 }, (_, index) => index)
    const few = thin(values, 50)
    expect(few).toHaveLength(50)
    expect([few[0], few.at(-1)]).toEqual([0, 999])
    expect(thin([1, 2], 50)).toEqual([1, 2])
  })
})
