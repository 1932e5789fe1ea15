import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MetricPoint } from '../../../src-contract/index.ts'
import { nearestPoint, timeTicks, valueRange, valueTicks } from './plot-scale.ts'

const point = (timeMs: number, mean: number, max = mean): MetricPoint => ({ timeMs, mean, max })

describe('the scale of values', () => {
  it('reaches from zero over the highest value', () => {
    const { low, high } = valueRange([point(0, 10, 20)], null)
    expect([low, high > 20]).toEqual([0, true])
  })

  it('reaches over a limit that is near, and leaves out one that is far', () => {
    expect(valueRange([point(0, 10)], 25).high).toBeGreaterThan(25)
    expect(valueRange([point(0, 10)], 500).high).toBeLessThan(12)
  })

  it('has a height where all values are zero', () => {
    expect(valueRange([point(0, 0)], null)).toMatchObject({ low: 0, high: 1.08 })
  })

  it.each([
    [{ low: 0, high: 21.6 }, 'ms', [0, 10, 20]],
    [{ low: 0, high: 4.3 }, 'count', [0, 2, 4]],
    [{ low: 0, high: 330 * 2 ** 20 }, 'bytes', [0, 128, 256].map((mib) => mib * 2 ** 20)],
  ] as const)('has round ticks: %j', (range, unit, ticks) => {
    expect(valueTicks(range, unit)).toEqual(ticks)
  })

  it('never has more ticks than there is room for, and always two', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), fc.constantFrom('ms', 'bytes'), (high, unit) => {
        const ticks = valueTicks({ low: 0, high }, unit)
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks.length).toBeLessThanOrEqual(5)
        expect(ticks.at(-1)).toBeLessThanOrEqual(high)
      }),
    )
  })
})

describe('the scale of time', () => {
  it('has round moments of the zone, not more than fit', () => {
    const hourMs = 3_600_000
    expect(timeTicks(hourMs / 2, 6.5 * hourMs, { most: 6, offsetMs: 0 }).map((timeMs) => timeMs / hourMs)).toEqual([
      1, 2, 3, 4, 5, 6,
    ])
    const india = { most: 5, offsetMs: 5.5 * hourMs }
    const local = timeTicks(0, 24 * hourMs, india).map((timeMs) => (timeMs + india.offsetMs) / hourMs)
    expect(local).toEqual([6, 12, 18, 24])
  })
})

describe('the cursor', () => {
  it('goes to the nearest point', () => {
    const points = [point(0, 1), point(10, 2), point(30, 3)]
    expect([4, 6, 100].map((timeMs) => nearestPoint(points, timeMs))).toEqual([0, 1, 2])
    expect(nearestPoint([], 1)).toBe(-1)
  })
})
