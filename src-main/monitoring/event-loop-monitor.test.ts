import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { SystemClock } from '../base/index.ts'
import { EventLoopMonitor } from './event-loop-monitor.ts'

const BLOCKED_MS = 80
const clock = new SystemClock()
const monitor = new EventLoopMonitor()
afterEach(() => monitor.stop())

/** Keeps the event loop busy, with turns before and after in which the delay is noticed. */
async function block(): Promise<void> {
  await wait(30)
  const untilMs = clock.monotonicMs() + BLOCKED_MS
  while (clock.monotonicMs() < untilMs);
  await wait(30)
}

describe('the monitor of the event loop', () => {
  it('knows no delay before it has begun', () => {
    expect(monitor.delayP99Ms()).toBe(0)
  })

  it('measures how long work had to wait, until the window is begun anew', async () => {
    monitor.start()
    await block()
    expect(monitor.delayP99Ms()).toBeGreaterThan(BLOCKED_MS / 2)
    monitor.startWindow()
    expect(monitor.delayP99Ms()).toBe(0)
  })
})
