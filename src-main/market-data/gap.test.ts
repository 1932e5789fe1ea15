import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Gap, remainingGaps, usableMinutes } from './gap.ts'
import { minute, minuteMs, minutes } from './testing/candles.ts'

const GAP: Gap = { fromMs: minuteMs(10), toMs: minuteMs(20) }

describe('usableMinutes', () => {
  it('takes what lies in the gap, in order, each once, and tells of the rest', () => {
    const faults: string[] = []
    const broken = { ...minute(14), high: 0.1 }
    const answer = [minute(9), minute(10), minute(12), minute(12), minute(11), broken, minute(15), minute(20)]
    const usable = usableMinutes(answer, GAP, (fault, bar) =>
      faults.push(`${fault} ${(bar.openTimeMs - minuteMs(0)) / 60_000}`),
    )
    expect(usable).toEqual([minute(10), minute(12), minute(15)])
    expect(faults).toEqual(['notNewer 9', 'notNewer 12', 'notNewer 11', 'inconsistentPrices 14', 'notNewer 20'])
  })
})

describe('remainingGaps', () => {
  it('finds what stays open at the start, in between and at the end', () => {
    expect(remainingGaps(GAP, [minute(11), minute(12), minute(15)])).toEqual([
      { fromMs: minuteMs(10), toMs: minuteMs(11) },
      { fromMs: minuteMs(13), toMs: minuteMs(15) },
      { fromMs: minuteMs(16), toMs: minuteMs(20) },
    ])
    expect(remainingGaps(GAP, minutes(10, 20))).toEqual([])
    expect(remainingGaps(GAP, [])).toEqual([GAP])
  })

  it('makes, with the minutes given, exactly the whole gap', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 10, max: 19 })), (indices) => {
        const sorted = indices.toSorted((left, right) => left - right)
        const open = remainingGaps(
          GAP,
          sorted.map((index) => minute(index)),
        )
        const missing = open.flatMap(({ fromMs, toMs }) => {
          const from = (fromMs - minuteMs(0)) / 60_000
          return Array.from({ length: (toMs - fromMs) / 60_000 }, (_, offset) => from + offset)
        })
        expect([...missing, ...sorted].sort((left, right) => left - right)).toEqual([
          10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
        ])
      }),
    )
  })
})
