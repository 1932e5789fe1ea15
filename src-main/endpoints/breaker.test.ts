import { beforeEach, describe, expect, it, vi } from 'vitest'
import { HostBreaker } from './breaker.ts'
import { BenchClock, START_MS } from './testing/endpoint-bench.ts'

const OPEN_MS = 30_000

let clock: BenchClock
let settings: { failures: number; openMs: number }
let changes: string[]
let breaker: HostBreaker
beforeEach(() => {
  clock = new BenchClock(START_MS)
  settings = { failures: 3, openMs: OPEN_MS }
  changes = []
  breaker = new HostBreaker({ settings: () => settings, clock, onChange: () => changes.push(breaker.state) })
})

async function fail(times: number): Promise<void> {
  for (let index = 0; index < times; index++) await breaker.begin().settle('failed')
}

describe('the circuit breaker of a host', () => {
  it('opens at so many failures in a row, not before', async () => {
    await fail(2)
    expect(breaker.state).toBe('closed')
    await fail(1)
    expect(breaker.state).toBe('open')
    expect(breaker.admits).toBe(false)
  })

  it('counts anew after an answer', async () => {
    await fail(2)
    await breaker.begin().settle('answered')
    await fail(2)
    expect(breaker.state).toBe('closed')
  })

  it('does not count what was given up', async () => {
    for (let index = 0; index < 10; index++) await breaker.begin().settle('abandoned')
    expect(breaker.state).toBe('closed')
    await fail(3)
    expect(breaker.state).toBe('open')
  })

  it('lets one request through when its time is over, to the millisecond, and no second one', async () => {
    await fail(3)
    clock.advanceBy(OPEN_MS - 1)
    expect([breaker.admits, breaker.nextTrialAtMs]).toEqual([false, START_MS + OPEN_MS])
    clock.advanceBy(1)
    expect([breaker.admits, breaker.nextTrialAtMs]).toEqual([true, START_MS + OPEN_MS])
    const trial = breaker.begin()
    expect([breaker.state, breaker.admits, breaker.nextTrialAtMs]).toEqual(['halfOpen', false, null])
    await trial.settle('answered')
    expect([breaker.state, breaker.admits]).toEqual(['closed', true])
    expect(changes).toEqual(['open', 'halfOpen', 'closed'])
  })

  it.each(['failed', 'abandoned'] as const)('opens for its whole time again when the trial has %s', async (result) => {
    await fail(3)
    clock.advanceBy(OPEN_MS)
    await breaker.begin().settle(result)
    expect([breaker.state, breaker.nextTrialAtMs]).toEqual(['open', START_MS + 2 * OPEN_MS])
  })

  it('needs all its failures again after a trial has closed it', async () => {
    await fail(3)
    clock.advanceBy(OPEN_MS)
    await breaker.begin().settle('answered')
    await fail(2)
    expect(breaker.state).toBe('closed')
  })

  it('opens again when a request from before fails while one is tried', async () => {
    const early = breaker.begin()
    await fail(3)
    clock.advanceBy(OPEN_MS)
    const trial = breaker.begin()
    await early.settle('failed')
    expect(breaker.state).toBe('open')
    await trial.settle('answered')
    expect(breaker.state).toBe('open')
  })

  it('lets the next request through as its trial once one that passed it was answered', async () => {
    await fail(3)
    clock.advanceBy(1_000)
    await breaker.begin().settle('answered')
    expect([breaker.state, breaker.admits, breaker.nextTrialAtMs]).toEqual(['open', true, START_MS + 1_000])
    settings = { failures: 3, openMs: 2 * OPEN_MS }
    expect(breaker.admits).toBe(true)
    await breaker.begin().settle('failed')
    expect([breaker.admits, breaker.nextTrialAtMs]).toEqual([false, START_MS + 1_000 + 2 * OPEN_MS])
    await breaker.begin().settle('answered')
    await breaker.begin().settle('answered')
    expect(breaker.state).toBe('closed')
    expect(changes).toEqual(['open', 'halfOpen', 'open', 'halfOpen', 'closed'])
  })

  it.each(['failed', 'abandoned'] as const)('waits on when one that passed it has %s', async (result) => {
    await fail(3)
    clock.advanceBy(1_000)
    await breaker.begin().settle(result)
    expect([breaker.state, breaker.admits, breaker.nextTrialAtMs]).toEqual(['open', false, START_MS + OPEN_MS])
  })

  it('has nothing to end when one that passed it is answered after its trial', async () => {
    await fail(3)
    const passing = breaker.begin()
    clock.advanceBy(OPEN_MS)
    await breaker.begin().settle('answered')
    await passing.settle('answered')
    await fail(3)
    expect([breaker.admits, breaker.nextTrialAtMs]).toEqual([false, START_MS + 2 * OPEN_MS])
  })

  it('takes other settings while it stands', async () => {
    await fail(2)
    settings = { failures: 4, openMs: OPEN_MS }
    await fail(1)
    expect(breaker.state).toBe('closed')
    await fail(1)
    expect(breaker.nextTrialAtMs).toBe(START_MS + OPEN_MS)
    settings = { failures: 4, openMs: 1_000 }
    expect(breaker.nextTrialAtMs).toBe(START_MS + 1_000)
    clock.advanceBy(1_000)
    expect(breaker.admits).toBe(true)
  })

  it('does not wait by the wall clock, which can be set to any time', async () => {
    vi.useFakeTimers({ now: START_MS })
    try {
      await fail(3)
      vi.setSystemTime(START_MS + 10 * OPEN_MS)
      expect(breaker.admits).toBe(false)
      vi.setSystemTime(START_MS - 10 * OPEN_MS)
      clock.advanceBy(OPEN_MS)
      await breaker.begin().settle('answered')
      expect(breaker.state).toBe('closed')
    } finally {
      vi.useRealTimers()
    }
  })
})
