import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../base/index.ts'
import { type ClockSample, VenueClock } from './venue-clock.ts'

const START_MS = 1_000_000

function bench(samples: readonly (ClockSample | Error)[]) {
  const clock = new ManualClock(START_MS)
  const left = [...samples]
  const measured: number[] = []
  const failed: unknown[] = []
  const venueClock = new VenueClock({
    clock,
    ask: async () => {
      const next = left.shift()
      if (next === undefined) throw new Error('asked too often')
      if (next instanceof Error) throw next
      return next
    },
    onMeasured: ({ offsetMs }) => measured.push(offsetMs),
    onFailed: (error) => failed.push(error),
  })
  return { clock, venueClock, measured, failed, left }
}

const sample = (offsetMs: number, roundTripMs: number): ClockSample => ({
  venueTimeMs: START_MS + offsetMs,
  middleMs: START_MS,
  roundTripMs,
})
const FOUR = [sample(900, 200), sample(1_010, 20), sample(1_300, 600), sample(1_040, 80)]

describe('the clock of a venue', () => {
  it('is taken from the answer with the shortest way', async () => {
    const { venueClock, clock, measured } = bench(FOUR)
    expect(venueClock.nowMs()).toBe(START_MS)
    await expect(venueClock.measure()).resolves.toEqual({ offsetMs: 1_010, roundTripMs: 20, measuredAtMs: START_MS })
    clock.advanceBy(5_000)
    expect(venueClock.nowMs()).toBe(START_MS + 6_010)
    expect(measured).toEqual([1_010])
  })

  it('is measured once for all who ask meanwhile, and anew for whoever asks later', async () => {
    const { venueClock, left } = bench([...FOUR, ...FOUR])
    await Promise.all([venueClock.measure(), venueClock.measure(), venueClock.measure()])
    expect(left).toHaveLength(4)
    await venueClock.measure()
    expect(left).toHaveLength(0)
  })

  it('keeps what was measured when the venue does not answer', async () => {
    const { venueClock } = bench([...FOUR, new Error('no answer')])
    await venueClock.measure()
    await expect(venueClock.measure()).rejects.toThrow('no answer')
    expect(venueClock.offset?.offsetMs).toBe(1_010)
  })

  it('is asked for once before the first request, and a failure holds nothing up', async () => {
    const { venueClock, failed, left } = bench([new Error('no answer'), ...FOUR])
    await venueClock.ready()
    await venueClock.ready()
    expect(failed).toMatchObject([{ message: 'no answer' }])
    expect(left).toHaveLength(4)
  })

  it('is not asked for before the first request where it was measured already', async () => {
    const { venueClock, left } = bench([...FOUR, ...FOUR])
    await venueClock.measure()
    await venueClock.ready()
    expect(left).toHaveLength(4)
  })
})
