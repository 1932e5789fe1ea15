import { describe, expect, it } from 'vitest'
import type { CandleView } from '../../../src-contract/index.ts'
import { IndicatorValues } from './indicator-values.ts'

const bar = (openTimeMs: number): CandleView => ({
  openTimeMs,
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: 1,
  gap: false,
})

describe('the values of an indicator', () => {
  it('are points only where bar and value both exist, column by column', () => {
    const values = new IndicatorValues()
    values.take([
      { openTimeMs: 1, values: [null, 5] },
      { openTimeMs: 2, values: [20, 6] },
      { openTimeMs: 4, values: [40, 7] },
    ])
    const bars = [bar(1), bar(2), bar(3)]
    expect(values.pointsOf(bars, 0)).toEqual([{ openTimeMs: 2, value: 20 }])
    expect(values.pointsOf(bars, 1).map(({ value }) => value)).toEqual([5, 6])
  })

  it('wait for their bar', () => {
    const values = new IndicatorValues()
    values.take([{ openTimeMs: 4, values: [40] }])
    expect(values.pointsOf([bar(4)], 0)).toEqual([{ openTimeMs: 4, value: 40 }])
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
})
