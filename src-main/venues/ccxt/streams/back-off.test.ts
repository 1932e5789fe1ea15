import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../../base/index.ts'
import { backOffMs } from './back-off.ts'

describe('the pause before another attempt', () => {
  it('doubles with every failure, up to a minute', () => {
    const longest = { next: () => 1 }
    expect([1, 2, 3, 4, 8, 9, 2_000].map((failures) => backOffMs(failures, longest))).toEqual([
      500, 1_000, 2_000, 4_000, 60_000, 60_000, 60_000,
    ])
  })

  it('is never shorter than half of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer(), (failures, seed) => {
        const delayMs = backOffMs(failures, new SeededRandom(seed))
        const ceilingMs = backOffMs(failures, { next: () => 1 })
        expect(delayMs).toBeGreaterThanOrEqual(ceilingMs / 2)
        expect(delayMs).toBeLessThanOrEqual(ceilingMs)
        // A clock that stands between two milliseconds never reaches some of the times that timers are set for.
        expect(Number.isInteger(delayMs)).toBe(true)
      }),
    )
  })

  it('differs between two that failed at the same time', () => {
    const random = new SeededRandom(7)
    expect(backOffMs(5, random)).not.toBe(backOffMs(5, random))
  })
})
