import { describe, expect, it } from 'vitest'
import { createFrameScheduler } from './frame-scheduler.ts'
import { ManualTimers } from './testing/manual-timers.ts'

function scheduled() {
  const timers = new ManualTimers()
  const frames = new Map<number, () => void>()
  const schedule = createFrameScheduler({
    timers,
    requestFrame: (callback) => {
      frames.set(frames.size + 1, callback)
      return frames.size
    },
    cancelFrame: (handle) => frames.delete(handle),
  })
  let runs = 0
  const cancel = schedule(() => (runs += 1))
  return { timers, frames, cancel, runs: () => runs }
}

describe('frame scheduler', () => {
  it('runs in the next frame, and only once', () => {
    const { frames, timers, runs } = scheduled()
    frames.get(1)?.()
    timers.advance(5_000)
    expect(runs()).toBe(1)
  })

  it('runs after a second when the window gets no frames', () => {
    const { frames, timers, runs } = scheduled()
    timers.advance(999)
    expect(runs()).toBe(0)
    timers.advance(1)
    expect(runs()).toBe(1)
    expect(frames.size).toBe(0)
  })

  it('does not run after it was called off', () => {
    const { frames, timers, cancel, runs } = scheduled()
    cancel()
    timers.advance(5_000)
    expect(frames.size).toBe(0)
    expect(runs()).toBe(0)
  })
})
