import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { perSecond } from './rates.ts'

describe('the rate of a counter', () => {
  it('has no value at the first sample, which has none before it', () => {
    expect(perSecond(() => 500)({ timeMs: 1_000, elapsedMs: 0 })).toBeNull()
  })

  it('is its growth per second, whatever lies between two samples', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ growth: fc.integer({ min: 0, max: 1e6 }), elapsedMs: fc.integer({ min: 1, max: 1e5 }) })),
        (steps) => {
          let counter = 17
          const read = perSecond(() => counter)
          read({ timeMs: 0, elapsedMs: 0 })
          for (const { growth, elapsedMs } of steps) {
            counter += growth
            expect(read({ timeMs: 0, elapsedMs })).toBeCloseTo((growth * 1_000) / elapsedMs, 6)
          }
        },
      ),
    )
  })

  it('counts in the unit that it is given: two cores used for a second are 2', () => {
    let microseconds = 0
    const read = perSecond(() => microseconds, 1_000_000)
    read({ timeMs: 0, elapsedMs: 0 })
    microseconds = 2_000_000
    expect(read({ timeMs: 1_000, elapsedMs: 1_000 })).toBe(2)
  })

  it('has no value where the counter began anew', () => {
    let counter = 100
    const read = perSecond(() => counter)
    read({ timeMs: 0, elapsedMs: 0 })
    counter = 3
    expect(read({ timeMs: 1_000, elapsedMs: 1_000 })).toBeNull()
    counter = 8
    expect(read({ timeMs: 2_000, elapsedMs: 1_000 })).toBe(5)
  })
})
