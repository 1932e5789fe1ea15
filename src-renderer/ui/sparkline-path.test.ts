import { describe, expect, it } from 'vitest'
import { sparklinePath, thin } from './sparkline-path.ts'

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

  it('keeps the first and the last value when it thins', () => {
    const values = Array.from({ length: 1_000 }, (_, index) => index)
    const few = thin(values, 50)
    expect(few).toHaveLength(50)
    expect([few[0], few.at(-1)]).toEqual([0, 999])
    expect(thin([1, 2], 50)).toEqual([1, 2])
  })
})
