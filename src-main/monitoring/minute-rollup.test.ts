import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MetricMinute, MINUTE_MS, MinuteRollup } from './minute-rollup.ts'

const START_MS = 1_700_000_040_000

describe('samples joined to minutes', () => {
  it('gives a minute once the next one begins', () => {
    const rollup = new MinuteRollup()
    expect(rollup.add({ timeMs: START_MS, values: { a: 1, b: 10 } })).toEqual([])
    expect(rollup.add({ timeMs: START_MS + 59_999, values: { a: 4, b: null } })).toEqual([])
    expect(rollup.add({ timeMs: START_MS + MINUTE_MS, values: { a: 9 } })).toEqual([
      { metricId: 'a', startMs: START_MS, samples: 2, mean: 2.5, max: 4 },
      { metricId: 'b', startMs: START_MS, samples: 1, mean: 10, max: 10 },
    ])
    expect(rollup.current('a')).toEqual({ metricId: 'a', startMs: START_MS + MINUTE_MS, samples: 1, mean: 9, max: 9 })
    expect(rollup.current('b')).toBeUndefined()
  })

  it('loses no sample: minutes together have the mean and the highest value of all samples', () => {
    const steps = fc.array(
      fc.record({ gapMs: fc.integer({ min: 1, max: 90_000 }), value: fc.double({ min: -1e6, max: 1e6, noNaN: true }) }),
      { minLength: 1, maxLength: 60 },
    )
    fc.assert(
      fc.property(steps, (samples) => {
        const rollup = new MinuteRollup()
        let timeMs = START_MS
        const minutes: MetricMinute[] = samples.flatMap(({ gapMs, value }) => [
          ...rollup.add({ timeMs: (timeMs += gapMs), values: { a: value } }),
        ])
        minutes.push(...rollup.take())
        const sum = minutes.reduce((total, minute) => total + minute.mean * minute.samples, 0)
        const expected = samples.reduce((total, { value }) => total + value, 0)
        expect(Math.abs(sum - expected)).toBeLessThan(1e-3)
        expect(Math.max(...minutes.map(({ max }) => max))).toBe(Math.max(...samples.map(({ value }) => value)))
        expect(minutes.map(({ startMs }) => startMs % MINUTE_MS)).toEqual(minutes.map(() => 0))
        expect(new Set(minutes.map(({ startMs }) => startMs)).size).toBe(minutes.length)
      }),
    )
  })

  it('begins another minute also where the clock was set back', () => {
    const rollup = new MinuteRollup()
    rollup.add({ timeMs: START_MS, values: { a: 1 } })
    expect(rollup.add({ timeMs: START_MS - MINUTE_MS, values: { a: 2 } })).toMatchObject([{ startMs: START_MS }])
  })

  it('has nothing to give when nothing was sampled', () => {
    expect(new MinuteRollup().take()).toEqual([])
    expect(new MinuteRollup().current('a')).toBeUndefined()
  })
})
