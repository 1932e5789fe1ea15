import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/index.ts'
import { RateLimiter } from './rate-limiter.ts'

describe('RateLimiter', () => {
  it('says how long to wait, and lets in after that', () => {
    const clock = new ManualClock(0)
    const limiter = new RateLimiter({ perSecond: 4, burst: 1 }, clock)
    expect(limiter.take('viewer')).toBe(0)
    expect(limiter.take('viewer')).toBe(250)
    expect(limiter.take('trader')).toBe(0)
    clock.advanceBy(250)
    expect(limiter.take('viewer')).toBe(0)
  })

  it('takes a new limit at once', () => {
    const limiter = new RateLimiter({ perSecond: 1, burst: 1 }, new ManualClock(0))
    limiter.take('viewer')
    limiter.setLimit({ perSecond: 1000, burst: 10 })
    expect(limiter.take('viewer')).toBe(1)
  })

  it('never lets in more than the burst and what flowed back since', () => {
    const calls = fc.array(fc.record({ pauseMs: fc.nat(500), count: fc.nat(20) }))
    fc.assert(
      fc.property(
        calls,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        (rounds, perSecond, burst) => {
          const clock = new ManualClock(0)
          const limiter = new RateLimiter({ perSecond, burst }, clock)
          let admitted = 0
          for (const { pauseMs, count } of rounds) {
            clock.advanceBy(pauseMs)
            for (let call = 0; call < count; call += 1) if (limiter.take('viewer') === 0) admitted += 1
            expect(admitted).toBeLessThanOrEqual(burst + (clock.nowMs() * perSecond) / 1000 + 1e-6)
          }
        },
      ),
    )
  })
})
