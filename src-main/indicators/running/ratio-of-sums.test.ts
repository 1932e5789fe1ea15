import { describe, expect, it } from 'vitest'
import { RatioOfSums } from './ratio-of-sums.ts'

const NONE = Number.NaN

type Pair = readonly [part: number, whole: number]

const ratios = (ratio: RatioOfSums, pairs: readonly Pair[]): number[] =>
  pairs.map(([part, whole]) => ratio.next(part, whole, true))

describe('RatioOfSums', () => {
  it('divides the sums of the newest parts and wholes, not the mean of their ratios', () => {
    const pairs: Pair[] = [
      [1, 4],
      [1, 1],
      [0, 3],
    ]
    expect(ratios(new RatioOfSums(2), pairs)).toEqual([NONE, 2 / 5, 1 / 4])
  })

  it('is 0 of nothing, or what it was told', () => {
    const pairs: Pair[] = [
      [2, 4],
      [0, 0],
      [0, 0],
    ]
    expect(ratios(new RatioOfSums(2), pairs)).toEqual([NONE, 0.5, 0])
    expect(ratios(new RatioOfSums(2, 1), pairs)).toEqual([NONE, 0.5, 1])
  })

  it('takes neither of a pair if one of them is missing', () => {
    const pairs: Pair[] = [
      [1, 2],
      [NONE, 50],
      [50, NONE],
      [1, 6],
    ]
    expect(ratios(new RatioOfSums(2), pairs)).toEqual([NONE, NONE, NONE, 0.25])
    expect(new RatioOfSums(1).next(NONE, 0, true)).toBeNaN()
  })

  it('is not changed by what is not committed, and starts anew after a reset', () => {
    const ratio = new RatioOfSums(2)
    ratio.next(1, 2, true)
    expect(ratio.next(9, 18, false)).toBe(0.5)
    expect(ratio.next(1, 6, false)).toBe(0.25)
    ratio.reset()
    expect(ratio.next(1, 6, true)).toBeNaN()
    expect(ratio.next(5, 6, true)).toBe(0.5)
  })
})
