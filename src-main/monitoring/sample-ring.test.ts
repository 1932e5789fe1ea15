import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MetricsSample } from '../../src-contract/index.ts'
import { SampleRing } from './sample-ring.ts'

const metricId = fc.constantFrom('queue.depth', 'heap.bytes', 'orders.rate')
const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null })
const values = fc.array(fc.dictionary(metricId, value), { maxLength: 20 })

function sampled(all: readonly MetricsSample['values'][]): MetricsSample[] {
  return all.map((each, index) => ({ timeMs: 1_000 * (index + 1), values: { ...each } }))
}

describe('The ring of samples', () => {
  it('gives the newest samples as they were, whatever was measured in each of them', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 25 }), (all, count) => {
        const samples = sampled(all)
        const ring = new SampleRing(10)
        for (const sample of samples) ring.push(sample)
        expect(ring.recent(count)).toEqual(samples.slice(-Math.min(count, 10)))
        expect(ring.newest()).toEqual(samples.at(-1))
      }),
    )
  })

  it('gives the points of a metric since a time, none where there was no value', () => {
    const ring = new SampleRing(10)
    for (const sample of sampled([{ a: 1 }, { a: 2 }, { a: null }, { b: 7 }, { b: 8, a: 3 }])) ring.push(sample)
    expect(ring.points('a', 2_000)).toEqual([
      { timeMs: 2_000, mean: 2, max: 2 },
      { timeMs: 5_000, mean: 3, max: 3 },
    ])
    expect(ring.points('unknown', 0)).toEqual([])
  })
})
