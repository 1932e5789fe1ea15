import { describe, expect, it } from 'vitest'
import { bars, type Prices, recordsOf, sketch } from './testing/bars.ts'

/** Bars of a range of 2, from 10 to 12. */
const calm: readonly Prices[] = [
  [11, 12, 10, 11],
  [11, 12, 10, 11],
  [11, 12, 10, 11],
]
const parameters = { atrPeriod: 2, displacementAtr: 1.5 }
const displacements = (series: readonly Prices[]) => recordsOf(bars(series), ['displacement'], parameters)

describe('DisplacementDetector', () => {
  it('finds a body of so many average ranges of the bars before it, at its own close', () => {
    expect(displacements([...calm, [11, 15, 11, 14]])).toMatchObject([
      { direction: 1, top: 14, bottom: 11, level: 12.5, formedAtMs: 180_000, confirmedAtMs: 180_000 },
    ])
    expect(displacements([...calm, [11, 11, 7, 8]])).toMatchObject([{ direction: -1, top: 11, bottom: 8, level: 9.5 }])
  })

  it('finds none in a smaller body, however long the wicks, nor while the average warms up', () => {
    expect(displacements([...calm, [11, 30, 1, 13.9]])).toEqual([])
    expect(displacements([...calm.slice(0, 2), [11, 30, 11, 30]])).toEqual([])
  })

  it('finds none in bars without a body, though the average range be nothing', () => {
    const flat = Array.from({ length: 5 }, (): Prices => [11, 11, 11, 11])
    expect(displacements(flat)).toEqual([])
    expect(displacements([...flat, [11, 11.5, 11, 11.5]])).toMatchObject([{ direction: 1, level: 11.25 }])
  })

  it('is mitigated where the price comes back to the middle of the body, and invalidated by a close beyond its origin', () => {
    const [found] = displacements([
      ...calm,
      [11, 14, 11, 14],
      [14, 14, 13, 13],
      [13, 13, 12.5, 13],
      [13, 13, 10, 11],
      [11, 11, 10, 10.9],
    ])
    expect(found && sketch(found)).toMatchObject({ mitigated: 5, filled: null, invalidated: 7 })
  })

  it('is followed from below where it went down', () => {
    const [found] = displacements([...calm, [11, 11, 8, 8], [8, 9, 8, 9], [9, 12, 9, 11.5]])
    expect(found && sketch(found)).toMatchObject({ direction: -1, mitigated: 5, invalidated: 5 })
  })
})
