import { describe, expect, it } from 'vitest'
import { highLowBars, recordsOf, sketch } from './testing/bars.ts'
import { HAS_REFERENCE_BARS, referenceBars, referenceRows } from './testing/reference-bars.ts'

/** Swings of bars that are drawn by their highs, each low one below. */
const swingsOfHighs = (highs: readonly number[], swingLength: number) =>
  recordsOf(highLowBars(highs.map((high) => [high, high - 1])), ['swing'], { swingLength })

const brief = (highs: readonly number[], swingLength: number) =>
  swingsOfHighs(highs, swingLength).map(({ level, ...record }) => {
    const { direction, formed, confirmed, mitigated, invalidated } = sketch({ level, ...record })
    return { direction, level, formed, confirmed, mitigated, invalidated }
  })

/** Swings of bars whose lows rise all the time, so that none of them is a swing. */
const highsOnly = (highs: readonly number[]) =>
  recordsOf(highLowBars(highs.map((high, index) => [high, index])), ['swing'], { swingLength: 2 }).map(sketch)

const open = { mitigated: null, invalidated: null }

describe('SwingDetector', () => {
  it('confirms the highest high of one bar before and two after it, at the second of these', () => {
    expect(brief([10, 11, 12, 15, 13, 12], 2)).toEqual([{ direction: 1, level: 15, formed: 3, confirmed: 5, ...open }])
  })

  it('finds none among the first bars, which have too few before them', () => {
    expect(brief([10, 11, 15, 13, 12], 2)).toEqual([])
    expect(brief([10, 15, 13], 1)).toEqual([{ direction: 1, level: 15, formed: 1, confirmed: 2, ...open }])
  })

  it('is mitigated by the first high beyond it, not by one at it, and lows the other way round', () => {
    expect(brief([10, 11, 12, 15, 13, 12, 15, 16, 12, 11], 2)).toEqual([
      { direction: 1, level: 15, formed: 3, confirmed: 5, mitigated: 7, invalidated: null },
      { direction: -1, level: 11, formed: 5, confirmed: 7, mitigated: 9, invalidated: null },
      { direction: 1, level: 16, formed: 7, confirmed: 9, ...open },
    ])
  })

  it('counts a bar that is both as a high', () => {
    const swings = recordsOf(
      highLowBars([
        [5, 4],
        [9, 1],
        [6, 3],
        [6, 3],
      ]),
      ['swing'],
      { swingLength: 1 },
    )
    expect(swings[0]).toMatchObject({ direction: 1, level: 9, formedAtMs: 60_000 })
  })

  it('supersedes a high by a higher one, when that is confirmed', () => {
    expect(highsOnly([10, 11, 12, 20, 15, 14, 25, 24, 23])).toMatchObject([
      { formed: 3, confirmed: 5, mitigated: 6, invalidated: 8 },
      { formed: 6, confirmed: 8, mitigated: null, invalidated: null },
    ])
  })

  it.each([18, 20])(
    'supersedes one that is no higher than the one before from the start, and follows it no more: %d',
    (high) => {
      expect(highsOnly([10, 11, 12, 20, 15, 14, high, 17, 16, 30])).toMatchObject([
        { formed: 3, confirmed: 5, mitigated: 9, invalidated: null },
        { formed: 6, confirmed: 8, mitigated: null, invalidated: 8 },
      ])
    },
  )
})

describe.skipIf(!HAS_REFERENCE_BARS)('swings of EURUSD (skipped where the reference folder is missing)', () => {
  it('that stand at the end are those of the batch study, but for the two that it forces at the ends', () => {
    const candles = referenceBars()
    const standing = recordsOf(candles, ['swing']).filter(({ invalidatedAtMs }) => invalidatedAtMs === null)
    const positions = new Map(candles.map(({ openTimeMs }, index): [number, number] => [openTimeMs, index]))
    const actual = standing.map(({ formedAtMs, direction, level }) => [positions.get(formedAtMs), direction, level])
    expect(actual).toEqual(referenceRows('swings.csv').slice(1, -1))
  })
})
