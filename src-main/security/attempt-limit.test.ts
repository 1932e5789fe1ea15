import { beforeEach, describe, expect, it } from 'vitest'
import { EngineError, ManualClock, timeMs } from '../base/index.ts'
import { AttemptLimit } from './attempt-limit.ts'

const START_MS = 1_700_000_000_000

let clock: ManualClock
let limit: AttemptLimit
beforeEach(() => {
  clock = new ManualClock(START_MS)
  limit = new AttemptLimit(clock)
})

function fail(times: number): void {
  for (let index = 0; index < times; index++) limit.handleFailure()
}

/** 0 where the next attempt is let in. */
function waitMs(subject = limit): number {
  try {
    subject.admit()
    return 0
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'TOO_MANY_REQUESTS') throw error
    return (error.data as { retryAfterMs: number }).retryAfterMs
  }
}

describe('AttemptLimit', () => {
  it('lets the first five failures in a row pass', () => {
    fail(4)
    expect(waitMs()).toBe(0)
    fail(1)
    expect(waitMs()).toBe(1_000)
  })

  it('doubles the wait with each further failure, up to a minute', () => {
    fail(4)
    const waits = Array.from({ length: 9 }, () => {
      fail(1)
      return waitMs()
    })
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
  })

  it('lets one more attempt in when the wait is over, to the millisecond', () => {
    fail(5)
    clock.advanceBy(999)
    expect(waitMs()).toBe(1)
    clock.advanceBy(1)
    expect(waitMs()).toBe(0)
    fail(1)
    expect(waitMs()).toBe(2_000)
  })

  it('forgets the failures after a success', () => {
    fail(9)
    limit.handleSuccess()
    expect(waitMs()).toBe(0)
    fail(4)
    expect(waitMs()).toBe(0)
  })

  it('does not wait longer because the clock was set back', () => {
    let nowMs = START_MS
    const scripted = Object.assign(new ManualClock(0), { nowMs: () => timeMs(nowMs) })
    const subject = new AttemptLimit(scripted)
    for (let index = 0; index < 5; index++) subject.handleFailure()
    nowMs -= 86_400_000
    expect(waitMs(subject)).toBe(1_000)
    nowMs += 1_000
    expect(waitMs(subject)).toBe(0)
  })

  it('says how long to wait, in seconds', () => {
    fail(6)
    clock.advanceBy(1)
    expect(() => limit.admit()).toThrow('Too many wrong passphrases. Try again in 2 s.')
  })
})
