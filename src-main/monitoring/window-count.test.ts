import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WindowCount } from './window-count.ts'

const WINDOW_MS = 60_000
const BUCKET_MS = 1_000

describe('a count within a moving window', () => {
  it('counts what happened within the window, to a sixtieth of it', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 100 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 100_000 }), (gapsMs, waitMs) => {
        const count = new WindowCount(WINDOW_MS)
        let nowMs = 0
        const timesMs = gapsMs.map((gapMs) => (nowMs += gapMs))
        for (const atMs of timesMs) count.add(atMs)
        nowMs += waitMs
        const within = (windowMs: number): number => timesMs.filter((atMs) => atMs > nowMs - windowMs).length
        const total = count.total(nowMs)
        expect(total).toBeLessThanOrEqual(within(WINDOW_MS))
        expect(total).toBeGreaterThanOrEqual(within(WINDOW_MS - BUCKET_MS))
      }),
    )
  })

  it('is empty again once the window has passed', () => {
    const count = new WindowCount(WINDOW_MS)
    count.add(5_000)
    expect(count.total(5_000)).toBe(1)
    expect(count.total(64_999)).toBe(1)
    expect(count.total(65_000)).toBe(0)
    expect(count.total(10_000_000)).toBe(0)
  })
})
