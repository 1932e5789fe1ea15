import { describe, expect, it } from 'vitest'
import { MessagePace } from './message-pace.ts'
import { ManualSystemClock, settled } from './testing/manual-system-clock.ts'

describe('the pace of messages', () => {
  it('lets the first go at once, and the others one after another', async () => {
    const clock = new ManualSystemClock(0)
    const pace = new MessagePace(clock, 250)
    const sent: [string, number][] = []
    for (const name of ['a', 'b', 'c']) void pace.turn().then(() => sent.push([name, clock.nowMs()]))
    await settled()
    for (let step = 0; step < 6; step++) {
      clock.advanceBy(125)
      await settled()
    }
    expect(sent).toEqual([
      ['a', 0],
      ['b', 250],
      ['c', 500],
    ])
  })

  it('lets go at once again after a rest', async () => {
    const clock = new ManualSystemClock(0)
    const pace = new MessagePace(clock, 250)
    await pace.turn()
    clock.advanceBy(1_000)
    await expect(pace.turn()).resolves.toBeUndefined()
  })
})
