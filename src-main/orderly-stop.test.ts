import { describe, expect, it } from 'vitest'
import { ManualClock } from './base/index.ts'
import { OrderlyStop, STOP_LIMIT_MS } from './orderly-stop.ts'

function openStop(): { stop: OrderlyStop; clock: ManualClock; reasons: string[]; overdue: () => number } {
  const clock = new ManualClock(1_000)
  const reasons: string[] = []
  let overdue = 0
  const engine = { stop: async (reason: string) => void reasons.push(reason) }
  return {
    stop: new OrderlyStop({ engine, clock, onOverdue: () => (overdue += 1) }),
    clock,
    reasons,
    overdue: () => overdue,
  }
}

describe('OrderlyStop', () => {
  it('stops the engine once, for the first reason', () => {
    const { stop, reasons } = openStop()
    expect(stop.isAsked).toBe(false)
    stop.ask('a signal')
    stop.ask('another')
    expect(stop.isAsked).toBe(true)
    expect(reasons).toEqual(['a signal'])
  })

  it('is overdue after five seconds', () => {
    const { stop, clock, overdue } = openStop()
    stop.ask('a signal')
    clock.advanceBy(STOP_LIMIT_MS - 1)
    expect(overdue()).toBe(0)
    clock.advanceBy(1)
    expect(overdue()).toBe(1)
  })

  it('is never overdue once it is over', () => {
    const { stop, clock, overdue } = openStop()
    stop.ask('a signal')
    stop.dispose()
    clock.advanceBy(STOP_LIMIT_MS)
    expect(overdue()).toBe(0)
    expect(stop.isAsked).toBe(true)
  })
})
