import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LOOK_EVERY_MS, SleepWatch } from './sleep-watch.ts'
import { SleepingClock } from './testing/sleeping-clock.ts'

function watched(): { clock: SleepingClock; watch: SleepWatch; jumps: number[] } {
  const clock = new SleepingClock(1_000_000)
  const jumps: number[] = []
  const watch = new SleepWatch({ systemClock: clock, onJump: (jumpMs) => jumps.push(jumpMs) })
  return { clock, watch, jumps }
}

describe('SleepWatch', () => {
  it('hears nothing of a clock that goes on as it should', () => {
    const { clock, jumps } = watched()
    clock.advanceBy(3_600_000)
    expect(jumps).toEqual([])
  })

  it('tells how far the clock has jumped, once', () => {
    const { clock, jumps } = watched()
    clock.advanceBy(LOOK_EVERY_MS + 700)
    clock.sleepFor(3_600_000)
    clock.advanceBy(10 * LOOK_EVERY_MS)
    expect(jumps).toEqual([3_600_000])
  })

  it.each([
    ['ahead by 10 s', 10_000, []],
    ['ahead by more', 10_001, [10_001]],
    ['back by 2 s', -2_000, []],
    ['back by more', -2_001, [-2_001]],
  ])('%s', (_, jumpMs, heard) => {
    const { clock, jumps } = watched()
    clock.sleepFor(jumpMs)
    clock.advanceBy(5 * LOOK_EVERY_MS)
    expect(jumps).toEqual(heard)
  })

  it('does not tell of what the clock did before it begins anew', () => {
    const { clock, watch, jumps } = watched()
    clock.advanceBy(1_999)
    clock.sleepFor(3_600_000)
    watch.restart()
    clock.advanceBy(10 * LOOK_EVERY_MS)
    expect(jumps).toEqual([])
    clock.sleepFor(20_000)
    clock.advanceBy(LOOK_EVERY_MS)
    expect(jumps).toEqual([20_000])
  })

  it('hears nothing any more once it is disposed of', () => {
    const { clock, watch, jumps } = watched()
    watch.dispose()
    clock.sleepFor(3_600_000)
    clock.advanceBy(10 * LOOK_EVERY_MS)
    expect(jumps).toEqual([])
  })

  it('tells of every long sleep and of no short one, whenever they come', () => {
    const naps = fc.array(
      fc.record({ awakeMs: fc.integer({ min: LOOK_EVERY_MS, max: 60_000 }), sleptMs: fc.nat(40_000) }),
    )
    fc.assert(
      fc.property(naps, (sequence) => {
        const { clock, jumps } = watched()
        for (const { awakeMs, sleptMs } of sequence) {
          clock.advanceBy(awakeMs)
          clock.sleepFor(sleptMs)
          clock.advanceBy(LOOK_EVERY_MS)
        }
        expect(jumps).toEqual(sequence.map(({ sleptMs }) => sleptMs).filter((sleptMs) => sleptMs > 10_000))
      }),
    )
  })
})
