import { describe, expect, it } from 'vitest'
import { bars, type Prices, recordsOf, sketch } from './testing/bars.ts'
import { HAS_REFERENCE_BARS, referenceBars, referenceRows } from './testing/reference-bars.ts'

/** Leaves a gap from 10 to 12, on the second bar. */
const upwards: readonly Prices[] = [
  [9, 10, 8, 9],
  [9, 13, 9, 13],
  [13, 14, 12, 13],
]
/** Leaves a gap from 12 down to 10. */
const downwards: readonly Prices[] = [
  [13, 14, 12, 13],
  [13, 13, 9, 9],
  [9, 10, 8, 9],
]

const gaps = (series: readonly Prices[]) => recordsOf(bars(series), ['fvg'])

describe('FairValueGapDetector', () => {
  it('finds the gap between the bars around one that closed up, at the close of the third', () => {
    expect(gaps(upwards)).toMatchObject([
      { direction: 1, top: 12, bottom: 10, formedAtMs: 60_000, confirmedAtMs: 120_000 },
    ])
  })

  it('finds the gap below, where the middle bar closed down', () => {
    expect(gaps(downwards)).toMatchObject([
      { direction: -1, top: 12, bottom: 10, formedAtMs: 60_000, confirmedAtMs: 120_000 },
    ])
  })

  it('finds none where the outer bars touch, or the middle one closed the other way or where it opened', () => {
    expect(gaps(upwards.with(2, [13, 14, 10, 13]))).toEqual([])
    expect(gaps(upwards.with(1, [13, 13, 9, 9]))).toEqual([])
    expect(gaps(upwards.with(1, [11, 13, 9, 11]))).toEqual([])
  })

  it('is touched at its near edge, filled at its far one and inverted by a close beyond that, one after the other', () => {
    const returns: readonly Prices[] = [
      [13, 13, 12.5, 13],
      [13, 13, 12, 13],
      [13, 13, 10, 11],
      [11, 11, 9, 10],
      [10, 10, 9, 9.5],
      [10, 10, 1, 1],
    ]
    const [gap] = gaps([...upwards, ...returns])
    expect(gap && sketch(gap)).toMatchObject({ mitigated: 4, filled: 5, invalidated: 7 })
  })

  it('takes all its times at one bar that closes through it', () => {
    const [gap] = gaps([...downwards, [9, 13, 9, 13]])
    expect(gap && sketch(gap)).toMatchObject({ mitigated: 3, filled: 3, invalidated: 3 })
  })
})

describe.skipIf(!HAS_REFERENCE_BARS)('gaps of EURUSD (skipped where the reference folder is missing)', () => {
  it('are those of the batch study, with the same edges and the same first touch', () => {
    const candles = referenceBars()
    const positions = new Map(candles.map(({ openTimeMs }, index): [number, number] => [openTimeMs, index]))
    const actual = recordsOf(candles, ['fvg']).map(({ formedAtMs, direction, top, bottom, mitigatedAtMs }) => [
      positions.get(formedAtMs),
      direction,
      top,
      bottom,
      mitigatedAtMs === null ? 0 : positions.get(mitigatedAtMs),
    ])
    expect(actual).toEqual(referenceRows('fvg.csv'))
  })
})
