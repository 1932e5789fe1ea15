import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heapTrend } from '../../soak/engine/heap-trend.ts'

const MINUTE_MS = 60_000

/** A sample each minute for half an hour, beginning at 100 bytes and growing by so much a minute. */
function samples(bytesPerMinute: number): { timeMs: number; bytes: number }[] {
  return Array.from({ length: 31 }, (_, minute) => ({
    timeMs: minute * MINUTE_MS,
    bytes: 100 + minute * bytesPerMinute,
  }))
}

describe('the trend of a heap', () => {
  it('is the growth in ten minutes as a share of the median', () => {
    expect(heapTrend(samples(2))?.growthPer10Minutes).toBeCloseTo(20 / 130)
    expect(heapTrend(samples(0))?.growthPer10Minutes).toBe(0)
  })

  it('is not moved by single samples that stand out', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 4 }), (indexes) => {
        const disturbed = samples(0)
        for (const sample of indexes.flatMap((index) => disturbed[index] ?? [])) sample.bytes = 10_000
        expect(heapTrend(disturbed)?.growthPer10Minutes).toBe(0)
      }),
    )
  })

  it('is not told from fewer than two samples', () => {
    expect(heapTrend([])).toBeUndefined()
    expect(heapTrend(samples(1).slice(0, 1))).toBeUndefined()
  })
})
