import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import type { Candle } from '../domain/index.ts'
import { indicatorRow, indicatorSeries, tabulate } from './indicator-series.ts'
import { chooseIndicator, INDICATORS } from './registry.ts'
import { randomCandles } from './testing/random-candles.ts'
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

describe('tabulate', () => {
  const candles = [bar(5, 4), bar(6, 3), bar(9, 1), bar(7, 2), bar(6, 2)]
  const fractal = chooseIndicator('fractal', { wing: 1 })

  it('puts the values at the bars that they belong to, with columns for the parameters chosen', () => {
    const { columns, values } = tabulate(candles, fractal, 'batch')
    expect(columns.map(({ id, lookAheadBars }) => [id, lookAheadBars])).toEqual([
      ['fractalBear', 1],
      ['fractalBull', 1],
    ])
    const none = Number.NaN
    expect(values).toEqual([Float64Array.of(none, none, 9, none, none), Float64Array.of(none, none, 1, none, none)])
  })

  it('leaves columns that look ahead empty in live mode', () => {
    const { values } = tabulate(candles, fractal, 'live')
    const empty = new Float64Array(5).fill(Number.NaN)
    expect(values).toEqual([empty, empty])
  })

  it('has a column of no bars for no candles', () => {
    expect(tabulate([], fractal, 'batch').values).toEqual([new Float64Array(), new Float64Array()])
  })

  it('puts every value within the bars that there are', () => {
    const { values } = tabulate(candles.slice(0, 2), chooseIndicator('ichimoku'), 'batch')
    expect(values.map((series) => series.length)).toEqual([2, 2, 2, 2, 2])
    expect(Object.keys(values[4] ?? {})).toEqual(['0', '1'])
  })

  it.each(INDICATORS)(
    'of $id: later bars change no live value, and only look-ahead columns differ in batch',
    ({ id }) => {
      const choice = chooseIndicator(id)
      const bars = randomCandles(300, 21)
      const live = tabulate(bars, choice, 'live')
      const batch = tabulate(bars, choice, 'batch')
      const cut = tabulate(bars.slice(0, 170), choice, 'live')
      expect(cut.values).toEqual(live.values.map((series) => series.slice(0, 170)))
      for (const [place, { lookAheadBars }] of live.columns.entries()) {
        const known = lookAheadBars === 0 ? batch.values[place] : new Float64Array(300).fill(Number.NaN)
        expect(live.values[place]).toEqual(known)
        expect(batch.values[place]?.some((value) => !Number.isNaN(value))).toBe(true)
      }
    },
  )
})
