import { expect, it } from 'vitest'
import { SessionClock } from './session-clock.ts'

it('carries session time on at the speed of the session', () => {
  let systemMs = 1_000
  const clock = new SessionClock(() => systemMs)
  expect(clock.nowMs()).toBeUndefined()
  clock.handleStatus({ sessionTimeMs: 60_000, sessionSpeed: 20 })
  systemMs += 500
  expect(clock.nowMs()).toBe(70_000)
  clock.handleStatus({ sessionTimeMs: 80_000, sessionSpeed: 0 })
  systemMs += 500
  expect(clock.nowMs()).toBe(80_000)
})
