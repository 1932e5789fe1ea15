import { describe, expect, it } from 'vitest'
import type { CandleView } from '../../../src-contract/index.ts'
import { barGap, barGaps } from './bar-gaps.ts'

const MINUTE_MS = 60_000
const bar = (minute: number, gap = false): CandleView => ({
  openTimeMs: minute * MINUTE_MS,
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: 1,
  gap,
})

describe('what is missing among bars', () => {
  it('is nothing where each follows the one before', () => {
    expect(barGaps([bar(1), bar(2), bar(3)], '1m')).toEqual([])
    expect(barGaps([bar(0), bar(5), bar(10)], '5m')).toEqual([])
  })

  it('is counted in bars before the one that comes after a hole', () => {
    expect(barGaps([bar(1), bar(5), bar(6), bar(8)], '1m')).toEqual([
      { openTimeMs: 5 * MINUTE_MS, inside: false, missingBefore: 3 },
      { openTimeMs: 8 * MINUTE_MS, inside: false, missingBefore: 1 },
    ])
  })

  it('is told of a bar in which minutes are missing, also where bars before it are, too', () => {
    expect(barGaps([bar(0), bar(5, true), bar(20, true)], '5m')).toEqual([
      { openTimeMs: 5 * MINUTE_MS, inside: true, missingBefore: 0 },
      { openTimeMs: 20 * MINUTE_MS, inside: true, missingBefore: 2 },
    ])
  })

  it('is not known before the oldest bar that is loaded', () => {
    expect(barGap(bar(7), undefined, '1m')).toBeUndefined()
  })
})
