import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ManualClock, SystemClock, timeText } from './clock.ts'

describe('ManualClock', () => {
  it('stands still until it is moved, and never moves back', () => {
    const clock = new ManualClock(1_000)
    expect(clock.nowMs()).toBe(1_000)
    clock.advanceBy(500)
    clock.advanceTo(1_200)
    expect(clock.nowMs()).toBe(1_500)
  })

  it('fires what falls due in order of time, each at its own time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { maxLength: 20 }), fc.nat(120), (delays, durationMs) => {
        const clock = new ManualClock(0)
        const fired: { index: number; atMs: number }[] = []
        for (const [index, delayMs] of delays.entries()) {
          clock.setTimer(delayMs, () => fired.push({ index, atMs: clock.nowMs() }))
        }
        clock.advanceBy(durationMs)
        const due = delays
          .map((delayMs, index) => ({ index, atMs: delayMs }))
          .filter(({ atMs }) => atMs <= durationMs)
          .toSorted((a, b) => a.atMs - b.atMs || a.index - b.index)
        expect(fired).toEqual(due)
        expect(clock.nowMs()).toBe(durationMs)
      }),
    )
  })

  it('fires in one move however the way is cut into steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.array(fc.nat(40), { maxLength: 15 }), (periodMs, stepsMs) => {
        const clock = new ManualClock(0)
        let fired = 0
        clock.setRepeating(periodMs, () => fired++)
        for (const stepMs of stepsMs) clock.advanceBy(stepMs)
        expect(fired).toBe(Math.floor(clock.nowMs() / periodMs))
      }),
    )
  })

  it('fires a timer once and leaves out one that was disposed of', () => {
    const clock = new ManualClock(0)
    const fired: string[] = []
    clock.setTimer(10, () => fired.push('once'))
    clock.setTimer(20, () => fired.push('never')).dispose()
    const repeating = clock.setRepeating(10, () => {
      fired.push('repeat')
      if (clock.nowMs() === 20) repeating.dispose()
    })
    clock.advanceBy(100)
    expect(fired).toEqual(['once', 'repeat', 'repeat'])
  })

  it('fires a timer that is set on the way and falls due before the end', () => {
    const clock = new ManualClock(0)
    const firedMs: number[] = []
    clock.setTimer(10, () => clock.setTimer(5, () => firedMs.push(clock.nowMs())))
    clock.advanceBy(20)
    expect(firedMs).toEqual([15])
  })

  it('refuses a period that would never end a move', () => {
    expect(() => new ManualClock(0).setRepeating(0, () => undefined)).toThrow('periodMs must be above 0, got 0')
    expect(() => new ManualClock(0).setRepeating(Number.NaN, () => undefined)).toThrow(/got NaN/)
  })
})

describe('SystemClock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 5_000 })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('reads the time of the machine', () => {
    expect(new SystemClock().nowMs()).toBe(5_000)
  })

  it('measures durations that never run back', () => {
    const clock = new SystemClock()
    const before = clock.monotonicMs()
    vi.advanceTimersByTime(7)
    expect(clock.monotonicMs() - before).toBeCloseTo(7)
  })

  it('fires its timers until they are disposed of', () => {
    const clock = new SystemClock()
    const fired: string[] = []
    clock.setTimer(10, () => fired.push('once'))
    clock.setTimer(10, () => fired.push('never')).dispose()
    const repeating = clock.setRepeating(10, () => fired.push('repeat'))
    vi.advanceTimersByTime(25)
    repeating.dispose()
    vi.advanceTimersByTime(100)
    expect(fired).toEqual(['once', 'repeat', 'repeat'])
  })
})

describe('the text of a time', () => {
  it('is the one that String gives, whatever the number', () => {
    const around = fc.integer({ min: -2, max: 2 })
    const edges = fc.tuple(fc.constantFrom(0, 1e6, 1e9, 1e12, 1.7e12, Number.MAX_SAFE_INTEGER), around)
    const times = fc.oneof(
      fc.maxSafeInteger(),
      fc.double(),
      edges.map(([edge, step]) => edge + step),
    )
    fc.assert(
      fc.property(times, (time) => {
        expect(timeText(time)).toBe(String(time))
      }),
      { numRuns: 2_000 },
    )
  })
})
