import { describe, expect, it } from 'vitest'
import type { CandleView } from '../../../src-contract/index.ts'
import { type ColumnPlace, IndicatorValues } from './indicator-values.ts'

const bar = (openTimeMs: number): CandleView => ({
  openTimeMs,
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: 1,
  gap: false,
})

const place = (over: Partial<ColumnPlace> = {}): ColumnPlace => ({ index: 0, lookAheadBars: 0, sparse: false, ...over })

describe('the values of an indicator', () => {
  it('are points only where bar and value both exist, column by column', () => {
    const values = new IndicatorValues()
    values.take([
      { openTimeMs: 1, values: [null, 5] },
      { openTimeMs: 2, values: [20, 6] },
      { openTimeMs: 4, values: [40, 7] },
    ])
    const bars = [bar(1), bar(2), bar(3)]
    expect(values.pointsOf(bars, 0, place())).toEqual([{ openTimeMs: 2, value: 20 }])
    expect(values.pointsOf(bars, 0, place({ index: 1 })).map(({ value }) => value)).toEqual([5, 6])
  })

  it('wait for their bar', () => {
    const values = new IndicatorValues()
    values.take([{ openTimeMs: 4, values: [40] }])
    expect(values.pointsOf([bar(4)], 0, place())).toEqual([{ openTimeMs: 4, value: 40 }])
  })

  it('are replaced while the bar is still forming', () => {
    const values = new IndicatorValues()
    values.take([{ openTimeMs: 1, values: [10] }])
    values.take([{ openTimeMs: 1, values: [11] }])
    expect(values.at(1)).toEqual([11])
  })

  it('are forgotten with their bars', () => {
    const values = new IndicatorValues()
    values.take([1, 2, 3].map((openTimeMs) => ({ openTimeMs, values: [openTimeMs] })))
    values.forgetBefore(3)
    expect([values.at(2), values.at(3)]).toEqual([undefined, [3]])
  })

  it('have holes where a sparse column has none, and begin one bar early for the line before a hole', () => {
    const values = new IndicatorValues()
    values.take([1, 2, 3, 4].map((openTimeMs) => ({ openTimeMs, values: [openTimeMs === 3 ? null : openTimeMs] })))
    const bars = [1, 2, 3, 4].map(bar)
    expect(values.pointsOf(bars, 2, place({ sparse: true })).map(({ value }) => value)).toEqual([2, null, 4])
    expect(values.pointsOf(bars, 2, place()).map(({ value }) => value)).toEqual([4])
  })

  it('stand at the bar that they belong to where they look ahead', () => {
    const values = new IndicatorValues()
    values.take([1, 2, 3, 4].map((openTimeMs) => ({ openTimeMs, values: [10 * openTimeMs] })))
    const bars = [1, 2, 3, 4].map(bar)
    const chikou = place({ lookAheadBars: 2 })
    expect(values.pointsOf(bars, 3, chikou)).toEqual([{ openTimeMs: 2, value: 40 }])
    expect([0, 1, 2].map((at) => values.valueOf(bars, at, chikou))).toEqual([30, 40, null])
  })
})
