import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import type { Candle } from '../domain/index.ts'
import { indicatorRow, indicatorSeries } from './indicator-series.ts'
import { TwoColumnIndicator } from './testing/two-column-indicator.ts'

const bar = (high: number, low: number): Candle => ({
  openTimeMs: timeMs(0),
  open: low,
  high,
  low,
  close: high,
  volume: 1,
})

describe('indicatorSeries', () => {
  it('has every column at every bar, and null where one has no value yet', () => {
    const candles = [bar(5, 4), bar(7, 6), bar(6, 3)]
    const expected = [
      [5, null],
      [7, 4],
      [7, 3],
    ]
    const indicator = new TwoColumnIndicator()
    expect(indicatorSeries(candles, indicator)).toEqual(expected)
    expect(indicatorSeries(candles, indicator), 'it is reset first').toEqual(expected)
  })

  it('makes rows that later bars do not change', () => {
    const indicator = new TwoColumnIndicator()
    indicator.update(bar(5, 4))
    const row = indicatorRow(indicator.values)
    const previewed = indicatorRow(indicator.preview(bar(9, 1)))
    indicator.update(bar(7, 6))
    expect([row, previewed, indicatorRow(indicator.values)]).toEqual([
      [5, null],
      [9, 1],
      [7, 4],
    ])
  })
})
