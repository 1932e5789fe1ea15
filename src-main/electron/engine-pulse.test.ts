import { describe, expect, it } from 'vitest'
import { type Clock, ManualClock, timeMs, toDisposable } from '../base/index.ts'
import { EnginePulse } from './engine-pulse.ts'

function setUp(clock: Clock) {
  const pings: number[] = []
  let silences = 0
  const pulse = new EnginePulse({ clock, ping: (n) => pings.push(n), onSilence: () => silences++ })
  return { pulse, pings, silences: () => silences }
}

describe('EnginePulse', () => {
  it('asks every five seconds, with a number that counts up', () => {
    const clock = new ManualClock(0)
    const { pings } = setUp(clock)
    clock.advanceBy(15_000)
    expect(pings).toEqual([1, 2, 3])
  })

  it('tells of silence once, 20 s after the first ping that was not answered', () => {
    const clock = new ManualClock(0)
    const { pulse, silences } = setUp(clock)
    clock.advanceBy(24_999)
    expect(silences()).toBe(0)
    pulse.handlePong()
    clock.advanceBy(20_000)
    expect(silences()).toBe(0)
    clock.advanceBy(60_000)
    expect(silences()).toBe(1)
  })

  it('counts one ping where the program itself stood still for a minute', () => {
    let beat: () => void = () => undefined
    // As the system's timers after a stall: what was due many times comes once.
    const stalling: Clock = {
      nowMs: () => timeMs(0),
      setTimer: () => toDisposable(() => undefined),
      setRepeating: (_periodMs, action) => {
        beat = action
        return toDisposable(() => undefined)
      },
    }
    const { pulse, silences } = setUp(stalling)
    for (let stall = 0; stall < 10; stall++) {
      beat()
      pulse.handlePong()
    }
    expect(silences()).toBe(0)
  })

  it('is quiet while it is paused, and once it is disposed of', () => {
    const clock = new ManualClock(0)
    const { pulse, pings } = setUp(clock)
    pulse.pause()
    clock.advanceBy(60_000)
    expect(pings).toEqual([])
    pulse.resume()
    clock.advanceBy(5_000)
    expect(pings).toEqual([1])
    pulse.dispose()
    clock.advanceBy(60_000)
    expect(pings).toEqual([1])
  })
})
