import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/index.ts'
import { Heartbeat, PING_PERIOD_MS } from './heartbeat.ts'

class FakeClient extends EventEmitter {
  pings = 0
  terminated = false

  ping(): void {
    this.pings += 1
  }

  terminate(): void {
    this.terminated = true
    this.emit('close')
  }
}

describe('Heartbeat', () => {
  it('drops a client after two pings without an answer, and only that one', () => {
    const clock = new ManualClock(0)
    const heartbeat = new Heartbeat(clock)
    const [quiet, lively] = [new FakeClient(), new FakeClient()]
    heartbeat.watch(quiet)
    heartbeat.watch(lively)
    for (let beat = 0; beat < 2; beat += 1) {
      clock.advanceBy(PING_PERIOD_MS)
      lively.emit('pong')
    }
    expect(quiet).toMatchObject({ pings: 2, terminated: false })
    clock.advanceBy(PING_PERIOD_MS)
    expect(quiet.terminated).toBe(true)
    expect(lively).toMatchObject({ pings: 3, terminated: false })
  })

  it('forgets clients that left and stops with disposal', () => {
    const clock = new ManualClock(0)
    const heartbeat = new Heartbeat(clock)
    const [gone, staying] = [new FakeClient(), new FakeClient()]
    heartbeat.watch(gone)
    heartbeat.watch(staying)
    gone.emit('close')
    clock.advanceBy(PING_PERIOD_MS)
    heartbeat.dispose()
    clock.advanceBy(PING_PERIOD_MS * 5)
    expect([gone.pings, staying.pings]).toEqual([0, 1])
  })
})
