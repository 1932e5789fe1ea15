import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EndpointHealth } from '../../src-contract/index.ts'
import { HealthJudge } from './health.ts'

const thresholds = fc.record({
  healthyThreshold: fc.integer({ min: 1, max: 5 }),
  unhealthyThreshold: fc.integer({ min: 1, max: 5 }),
})

function after(
  checks: readonly boolean[],
  limits: { healthyThreshold: number; unhealthyThreshold: number },
): EndpointHealth {
  const judge = new HealthJudge()
  for (const passed of checks) {
    if (passed) judge.handlePassed(limits)
    else judge.handleFailed(limits)
  }
  return judge.health
}

/** The newest checks with the same result, and how many there are. */
function lastRun(checks: readonly boolean[]): { passed: boolean; length: number } {
  const passed = checks.at(-1) ?? true
  const other = checks.lastIndexOf(!passed)
  return { passed, length: checks.length - 1 - other }
}

describe('the health of a host', () => {
  it('is unknown until it was looked at, and then what the first success or enough failures say', () => {
    const limits = { healthyThreshold: 3, unhealthyThreshold: 2 }
    expect(after([], limits)).toBe('unknown')
    expect(after([true], limits)).toBe('healthy')
    expect(after([false], limits)).toBe('unknown')
    expect(after([false, false], limits)).toBe('unhealthy')
    expect(after([false, false, true, true], limits)).toBe('unhealthy')
    expect(after([false, false, true, true, true], limits)).toBe('healthy')
  })

  it('follows the newest checks once there are as many alike as the threshold, whatever was before', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), fc.boolean(), thresholds, (before, passed, limits) => {
        const needed = passed ? limits.healthyThreshold : limits.unhealthyThreshold
        const checks = [...before, ...Array.from({ length: needed }, () => passed)]
        expect(after(checks, limits)).toBe(passed ? 'healthy' : 'unhealthy')
      }),
    )
  })

  it('stays as it was while fewer checks than the threshold say otherwise', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1 }), thresholds, (checks, limits) => {
        const { passed, length } = lastRun(checks)
        fc.pre(length < (passed ? limits.healthyThreshold : limits.unhealthyThreshold))
        const before = after(checks.slice(0, -length), limits)
        expect(after(checks, limits)).toBe(passed && before === 'unknown' ? 'healthy' : before)
      }),
    )
  })
})
