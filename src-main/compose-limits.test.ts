import { describe, expect, it } from 'vitest'
import type { LimitMeter } from '../src-contract/index.ts'
import { ManualClock } from './base/index.ts'
import { followLimits } from './compose-limits.ts'

function meter(code: string, measured: number): LimitMeter {
  return { code, label: code, measured, limit: 10, unit: 'positions', passed: measured <= 10, action: 'refuse' }
}

describe('the stream of limits', () => {
  it('begins with all of them and then tells what changed, at most twice a second', () => {
    const clock = new ManualClock(0)
    const told: string[] = []
    let meters = [meter('A', 1), meter('B', 1)]
    const { snapshot, subscription } = followLimits(
      () => meters,
      clock,
      ({ code, measured }) => told.push(`${code} ${measured}`),
    )
    expect(snapshot).toEqual(meters)
    clock.advanceBy(5_000)
    expect(told).toEqual([])
    for (let value = 2; value <= 11; value++) {
      meters = [meter('A', 1), meter('B', value)]
      clock.advanceBy(100)
    }
    expect(told).toEqual(['B 6', 'B 11'])
    meters = [meter('A', 0), meter('B', 11)]
    clock.advanceBy(500)
    expect(told.slice(2)).toEqual(['A 0'])
    subscription.dispose()
    meters = [meter('A', 5), meter('B', 5)]
    clock.advanceBy(5_000)
    expect(told).toHaveLength(3)
  })
})
