import { describe, expect, it } from 'vitest'
import { barsAround, barsOf, rowsOf } from './testing/study-cases.ts'

const before = [1, 2, 1, 2] as const
const rising = [2, 5, 2, 5] as const
const after = [5, 6, 4, 6] as const

describe('smc.fvg', () => {
  it('marks the middle bar with the prices that its neighbours leave untraded', () => {
    expect(rowsOf('smc.fvg', barsOf([before, rising, after]))).toEqual({ 1: [1, 4, 2, 0] })
    const falling = barsOf([
      [6, 6, 4, 5],
      [4, 4, 1, 1],
      [1, 2, 1, 1],
    ])
    expect(rowsOf('smc.fvg', falling)).toEqual({ 1: [-1, 4, 2, 0] })
  })

  it('needs a middle bar that closes in the direction of the gap', () => {
    expect(rowsOf('smc.fvg', barsOf([before, [5, 5, 2, 2], after]))).toEqual({})
    expect(rowsOf('smc.fvg', barsOf([before, [3, 5, 2, 3], after]))).toEqual({})
  })

  it('needs prices in between: edges that meet are no gap', () => {
    expect(rowsOf('smc.fvg', barsOf([before, rising, [5, 6, 2, 6]]))).toEqual({})
  })

  it('counts the first touch of the near edge as mitigation', () => {
    const untouched = [6, 7, 4.5, 6] as const
    const touching = [6, 6, 4, 5] as const
    expect(rowsOf('smc.fvg', barsOf([before, rising, after, untouched, touching, touching]))).toEqual({
      1: [1, 4, 2, 4],
    })
  })

  it('joins gaps of the same direction on neighbouring bars into the last one', () => {
    const candles = barsOf([before, rising, after, [6, 9, 6, 9], [9, 12, 8, 12], [12, 13, 11, 13], [9, 9, 7, 7]])
    expect(rowsOf('smc.fvg', candles)).toEqual({ 1: [1, 4, 2, 0], 2: [1, 6, 5, 0], 3: [1, 8, 6, 6], 4: [1, 11, 9, 6] })
    expect(rowsOf('smc.fvg', candles, { joinConsecutive: true })).toEqual({ 4: [1, 11, 2, 6] })
  })

  it.each([[[]], [[1]], [[1, 1]], [[1, 1, 1, 1, 1]]])('finds none around the prices %j', (prices) => {
    expect(rowsOf('smc.fvg', barsAround(prices))).toEqual({})
  })
})
