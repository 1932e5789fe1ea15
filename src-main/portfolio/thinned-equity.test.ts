import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import type { EquitySample } from '../domain/index.ts'
import { ThinnedEquity } from './thinned-equity.ts'

const MINUTE_MS = 60_000
const sampleAt = (minute: number, equity: number): EquitySample => ({
  timeMs: timeMs(minute * MINUTE_MS),
  equity,
  cash: 0,
})

/** By the minutes at which they were taken. */
function minutesOf(thinned: ThinnedEquity): number[] {
  return thinned.samples().map((sample) => sample.timeMs / MINUTE_MS)
}

function thinnedOf(capacity: number, equities: readonly number[], gapMinutes = 1): ThinnedEquity {
  const thinned = new ThinnedEquity(capacity)
  equities.forEach((equity, index) => thinned.add(sampleAt(index * gapMinutes, equity)))
  return thinned
}

describe('thinned equity', () => {
  it('keeps the first of all, and of each hour the lowest, the highest, its deepest fall and the last', () => {
    const equities = Array.from({ length: 120 }, () => 5)
    Object.assign(equities, { 10: 9, 20: 1, 70: 4, 80: 6, 90: 4.5, 100: 8 })
    expect(minutesOf(thinnedOf(100, equities))).toEqual([0, 10, 20, 59, 70, 100, 101, 119])
  })

  it('keeps what is the lowest and the last as one', () => {
    expect(minutesOf(thinnedOf(100, [5, 4, 3, 2, 1]))).toEqual([0, 1, 4])
  })

  it('widens its stretches where there are too many samples, up to days', () => {
    const wave = Array.from({ length: 24 * 10 }, (_, hour) => 100 + Math.sin(hour) * hour)
    expect(thinnedOf(1_000, wave, 60).length).toBe(240)
    const days = thinnedOf(20, wave, 60)
    expect(days.length).toBeLessThanOrEqual(1 + 5 * 10)
    expect(minutesOf(days).at(-1)).toBe(239 * 60)
    const kept = days.samples().map(({ equity }) => equity)
    expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...wave), Math.max(...wave)])
  })

  it('begins anew once it is cleared', () => {
    const thinned = thinnedOf(1, [1, 2, 3, 4, 5], 60)
    thinned.clear()
    expect([thinned.length, thinned.samples()]).toEqual([0, []])
    for (const [index, equity] of [7, 6, 8].entries()) thinned.add(sampleAt(index, equity))
    expect(minutesOf(thinned)).toEqual([0, 1, 2])
  })
})
