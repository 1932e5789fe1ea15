import { describe, expect, it, vi } from 'vitest'
import { ManualClock, type TimeMs, timeMs } from '../base/index.ts'
import { nextTurn } from './next-turn.ts'
import { SessionDriver, type Timeline } from './session-driver.ts'

const START_MS = 1_000_000

/** A system clock whose time can pass without any timer having run, as when the process was suspended. */
class SuspendableClock extends ManualClock {
  #missedMs = 0

  suspendFor(durationMs: number): void {
    this.#missedMs += durationMs
  }

  override nowMs(): TimeMs {
    return timeMs(super.nowMs() + this.#missedMs)
  }
}

/** A step every second, up to `count`. */
function secondsTimeline(count: number): Timeline & { readonly delivered: number[] } {
  const delivered: number[] = []
  return {
    delivered,
    nextMs: () => (delivered.length < count ? START_MS + (delivered.length + 1) * 1_000 : undefined),
    deliver: () => delivered.push(START_MS + (delivered.length + 1) * 1_000),
  }
}

function setUp(speed: number, count = 1_000_000) {
  const systemClock = new SuspendableClock(5_000)
  const timeline = secondsTimeline(count)
  const errors: unknown[] = []
  const driver = new SessionDriver({
    timeline,
    startMs: START_MS,
    speed,
    atInfiniteSpeed: 'runToEnd',
    systemClock,
    onError: (error) => errors.push(error),
  })
  return { systemClock, timeline, driver, errors }
}

describe('SessionDriver', () => {
  it('moves session time by the speed times system time', () => {
    const { systemClock, timeline, driver } = setUp(20)
    driver.start()
    systemClock.advanceBy(500)
    expect(driver.clock.nowMs()).toBe(START_MS + 10_000)
    expect(timeline.delivered).toHaveLength(10)
  })

  it('lets session time pass smoothly between two steps of the market', () => {
    const { systemClock, driver } = setUp(1)
    driver.start()
    systemClock.advanceBy(450)
    expect(driver.clock.nowMs()).toBe(START_MS + 450)
  })

  it('skips what a process that could not keep up missed, beyond one second', () => {
    const { systemClock, driver } = setUp(10)
    driver.start()
    systemClock.suspendFor(4_000)
    systemClock.advanceBy(50)
    expect(driver.clock.nowMs()).toBe(START_MS + 10_000)
  })

  it('goes on where it stood after the machine has slept, and after its clock was set back', () => {
    const { systemClock, driver } = setUp(10)
    driver.start()
    systemClock.advanceBy(100)
    systemClock.suspendFor(3_600_000)
    systemClock.advanceBy(50)
    expect(driver.clock.nowMs()).toBe(START_MS + 1_000)
    systemClock.advanceBy(50)
    systemClock.suspendFor(-1_800_000)
    systemClock.advanceBy(50)
    expect(driver.clock.nowMs()).toBe(START_MS + 1_500)
    systemClock.advanceBy(50)
    expect(driver.clock.nowMs()).toBe(START_MS + 2_000)
  })

  it('waits at the barrier before a step and loses no time beyond one second while it waits', async () => {
    const { systemClock, timeline, driver } = setUp(1)
    const gate = Promise.withResolvers<void>()
    let isHeld = true
    driver.setBarrier(() => (isHeld ? gate.promise : undefined))
    driver.start()
    systemClock.advanceBy(60_000)
    expect(timeline.delivered).toHaveLength(0)
    isHeld = false
    gate.resolve()
    await gate.promise
    await Promise.resolve()
    systemClock.advanceBy(50)
    expect(timeline.delivered).toHaveLength(1)
  })

  it('changes speed from this moment on', () => {
    const { systemClock, driver } = setUp(1)
    driver.start()
    systemClock.advanceBy(20)
    driver.setSpeed(100)
    systemClock.advanceBy(30)
    expect(driver.clock.nowMs()).toBe(START_MS + 20 + 3_000)
  })

  it('does not run on at a faster pace for what that had still to catch up', async () => {
    const { systemClock, driver } = setUp(1000)
    const gate = Promise.withResolvers<void>()
    driver.setBarrier(() => gate.promise)
    driver.start()
    systemClock.advanceBy(1_000)
    driver.setSpeed(1)
    driver.setBarrier(() => undefined)
    gate.resolve()
    await vi.waitFor(() => expect(driver.clock.nowMs()).toBeGreaterThan(START_MS))
    expect(driver.clock.nowMs()).toBeLessThanOrEqual(START_MS + 1_000)
  })

  it('delivers nothing after stop and goes on from there after start', () => {
    const { systemClock, timeline, driver } = setUp(10)
    driver.start()
    systemClock.advanceBy(200)
    driver.stop()
    systemClock.advanceBy(10_000)
    expect(timeline.delivered).toHaveLength(2)
    driver.start()
    systemClock.advanceBy(100)
    expect(timeline.delivered).toEqual([START_MS + 1_000, START_MS + 2_000, START_MS + 3_000])
  })

  it('fires session timers at their time, between the steps', () => {
    const { systemClock, timeline, driver } = setUp(10)
    const seen: number[] = []
    driver.clock.setTimer(1_500, () => seen.push(timeline.delivered.length))
    driver.start()
    systemClock.advanceBy(500)
    expect(seen).toEqual([1])
  })

  it('runs to the end at infinite speed, giving other work its turn', async () => {
    const { timeline, driver } = setUp(Infinity, 10_000)
    let turns = 0
    const other = setInterval(() => turns++, 0)
    driver.start()
    await driver.finished
    clearInterval(other)
    expect(timeline.delivered).toHaveLength(10_000)
    expect(driver.clock.nowMs()).toBe(START_MS + 10_000_000)
    expect(turns).toBeGreaterThan(0)
  })

  it('stops and reports when the barrier fails', async () => {
    const { timeline, driver, errors } = setUp(Infinity, 10)
    const failure = new Error('journal is gone')
    driver.setBarrier(() => (timeline.delivered.length === 4 ? Promise.reject(failure) : undefined))
    driver.start()
    await expect(driver.finished).rejects.toBe(failure)
    expect(errors).toEqual([failure])
    expect(timeline.delivered).toHaveLength(4)
  })

  it('gives way to the event loop while a fast market has much to deliver', async () => {
    const { systemClock, timeline, driver } = setUp(20_000)
    const deliver = timeline.deliver.bind(timeline)
    timeline.deliver = () => {
      systemClock.suspendFor(1)
      deliver()
    }
    driver.start()
    systemClock.advanceBy(50)
    const before = timeline.delivered.length
    expect(before).toBeLessThanOrEqual(10)
    await nextTurn()
    driver.stop()
    expect(timeline.delivered.length).toBeGreaterThan(before)
  })
})
