import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import type { EquitySample } from '../domain/index.ts'
import { EquityCurve } from './equity-curve.ts'
import { dailyReturns } from './performance/daily-returns.ts'
import { drawdownsOf } from './performance/drawdown.ts'

const accountOf = (equity: number): { equity: number; cash: number } => ({ equity, cash: 50 })
const sampleAt = (ms: number, equity = 1): EquitySample => ({ timeMs: timeMs(ms), equity, cash: 50 })
const timesOf = (samples: readonly EquitySample[]): number[] => samples.map((sample) => sample.timeMs)

function curveOf(capacity?: number): { curve: EquityCurve; heard: EquitySample[] } {
  const heard: EquitySample[] = []
  const onSample = (sample: EquitySample): void => void heard.push(sample)
  return { curve: new EquityCurve(capacity === undefined ? { onSample } : { onSample, capacity }), heard }
}

describe('EquityCurve', () => {
  it('takes the first price of each minute', () => {
    const { curve, heard } = curveOf()
    for (const ms of [30_000, 59_999, 60_000, 60_001, 119_999, 300_000]) curve.sample(ms, accountOf(ms))
    expect(heard).toEqual([30_000, 60_000, 300_000].map((ms) => sampleAt(ms, ms)))
    expect(curve.points(10)).toEqual(heard)
  })

  it('takes a sample at once when money moves, and replaces one of the same moment', () => {
    const { curve, heard } = curveOf()
    curve.sample(60_000, accountOf(1))
    curve.sampleNow(sampleAt(70_000, 2))
    curve.sampleNow(sampleAt(70_000, 3))
    curve.sample(119_999, accountOf(4))
    expect(heard.map(({ equity }) => equity)).toEqual([1, 2, 3])
    expect(curve.points(10).map(({ equity }) => equity)).toEqual([1, 3])
  })

  it('leaves out a sample that is older than the newest', () => {
    const { curve, heard } = curveOf()
    curve.sampleNow(sampleAt(70_000))
    curve.sampleNow(sampleAt(69_999))
    expect([heard.length, curve.length]).toEqual([1, 1])
  })

  it('keeps the newest in full detail, the first one always, and of older hours what figures need', () => {
    const { curve } = curveOf(8)
    for (let minute = 0; minute < 1000; minute += 1) curve.sample(minute * 60_000, accountOf(minute))
    const minutes = timesOf(curve.samples()).map((ms) => ms / 60_000)
    expect(minutes.slice(-8)).toEqual([992, 993, 994, 995, 996, 997, 998, 999])
    expect(minutes[0]).toBe(0)
    expect(curve.length).toBe(minutes.length)
    expect(curve.newest).toEqual(sampleAt(999 * 60_000, 999))
  })

  it('has the same peaks and the same drawdown, however much of it is old', () => {
    const values = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 2, maxLength: 400 })
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (equities, capacity, gap) => {
          const { curve, heard } = curveOf(capacity)
          equities.forEach((equity, index) => curve.sampleNow(sampleAt(index * gap * 60_000, equity)))
          const depth = (samples: readonly EquitySample[]): number => drawdownsOf(samples).deepest?.depthFraction ?? 0
          const ends = (samples: readonly EquitySample[]): number[] =>
            dailyReturns(samples, { zone: 'UTC', hour: 0 }).map(({ endEquity }) => endEquity)
          expect(depth(curve.samples())).toBeCloseTo(depth(heard), 12)
          expect(ends(curve.samples())).toEqual(ends(heard))
        },
      ),
    )
  })

  it('stays ordered, bounded and complete at both ends, whatever is sampled and asked for', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 200_000 }), { minLength: 2, maxLength: 300 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 2, max: 50 }), fc.integer({ min: 2, max: 40 }), (gaps, limit, capacity) => {
        const { curve, heard } = curveOf(capacity)
        let now = 0
        for (const gap of gaps) curve.sampleNow(sampleAt((now += gap), gap))
        const times = timesOf(curve.points(limit))
        expect(times).toEqual([...new Set(times)].sort((left, right) => left - right))
        expect(times.length).toBeLessThanOrEqual(limit)
        expect([times[0], times.at(-1)]).toEqual([heard[0]?.timeMs, heard.at(-1)?.timeMs])
      }),
    )
  })

  it('shows the lowest and the highest in every picture of it', () => {
    const { curve } = curveOf()
    for (let minute = 0; minute < 1000; minute += 1)
      curve.sample(minute * 60_000, accountOf(minute === 500 ? -7 : minute))
    const shown = curve.points(6).map(({ equity }) => equity)
    expect(shown).toEqual([0, 1, 499, -7, 998, 999])
  })

  it('is restored without announcing, and goes on from there', () => {
    const { curve, heard } = curveOf()
    curve.restore([60_000, 120_000].map((ms) => sampleAt(ms)))
    curve.sample(130_000, accountOf(1))
    expect(timesOf(heard)).toEqual([130_000])
    expect(timesOf(curve.points(5))).toEqual([60_000, 120_000, 130_000])
  })

  it('refuses a limit that cannot hold both ends', () => {
    expect(() => curveOf().curve.points(1)).toThrow('limit must be 2 or more, got 1')
  })
})
