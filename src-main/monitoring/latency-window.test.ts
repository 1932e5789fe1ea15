import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LatencyWindow } from './latency-window.ts'

const FIVE_MINUTES_MS = 300_000

function windowOf(durationsMs: readonly number[], atMs = 0): LatencyWindow {
  const window = new LatencyWindow()
  for (const durationMs of durationsMs) window.add(atMs, durationMs)
  return window
}

describe('a window of latencies', () => {
  it('has no percentile before anything was measured', () => {
    expect(new LatencyWindow().percentileMs(0.95, 0)).toBeNull()
  })

  it('gives the smallest duration that the fraction of all do not exceed', () => {
    const durations = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(durations, fc.constantFrom(0.5, 0.95, 0.99, 1), (durationsMs, fraction) => {
        const percentileMs = windowOf(durationsMs).percentileMs(fraction, 0) ?? Number.NaN
        const notAbove = durationsMs.filter((each) => each <= percentileMs).length
        const below = durationsMs.filter((each) => each < percentileMs).length
        expect(notAbove / durationsMs.length).toBeGreaterThanOrEqual(fraction)
        expect(below / durationsMs.length).toBeLessThan(fraction)
      }),
    )
  })

  it('forgets what is older than five minutes', () => {
    const window = windowOf([900])
    window.add(60_000, 5)
    expect(window.percentileMs(1, FIVE_MINUTES_MS)).toBe(900)
    expect(window.percentileMs(1, FIVE_MINUTES_MS + 1)).toBe(5)
    expect(window.percentileMs(1, FIVE_MINUTES_MS + 60_001)).toBeNull()
  })

  it('keeps the newest thousand', () => {
    const window = windowOf([...Array.from({ length: 500 }, () => 999), ...Array.from({ length: 1_000 }, () => 1)])
    expect(window.percentileMs(1, 0)).toBe(1)
  })
})
