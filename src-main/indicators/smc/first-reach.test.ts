import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FirstReach, NEVER } from './first-reach.ts'

describe('FirstReach', () => {
  it('tells touching a level from going beyond it, upwards', () => {
    const values = new FirstReach([1, 3, 2, 4], 1)
    expect([values.reaching(3, 0), values.passing(3, 0), values.reaching(3, 2)]).toEqual([1, 3, 3])
    expect([values.reaching(5, 0), values.reaching(1, 4)]).toEqual([NEVER, NEVER])
  })

  it('tells touching a level from going beyond it, downwards', () => {
    const values = new FirstReach([4, 2, 3, 1], -1)
    expect([values.reaching(2, 0), values.passing(2, 0), values.passing(1, 0)]).toEqual([1, 3, NEVER])
  })

  it('finds nothing where there are no values', () => {
    expect(new FirstReach([], 1).reaching(-Infinity, 0)).toBe(NEVER)
  })

  it('passes over values that it was told to forget', () => {
    const values = new FirstReach([5, 5, 5], 1)
    values.forget(1)
    expect(values.reaching(5, 1)).toBe(2)
    values.forget(2)
    expect(values.reaching(5, 1)).toBe(NEVER)
  })

  it('finds what looking at one value after the other finds', () => {
    const small = fc.integer({ min: -4, max: 4 })
    const cases = fc.record({
      values: fc.array(small, { maxLength: 40 }),
      level: small,
      from: fc.nat(45),
      up: fc.boolean(),
    })
    fc.assert(
      fc.property(cases, ({ values, level, from, up }) => {
        const direction = up ? 1 : -1
        const search = new FirstReach(values, direction)
        const first = (holds: (value: number) => boolean): number =>
          values.findIndex((value, index) => index >= from && holds(value * direction))
        expect(search.reaching(level, from)).toBe(first((value) => value >= level * direction))
        expect(search.passing(level, from)).toBe(first((value) => value > level * direction))
      }),
    )
  })
})
