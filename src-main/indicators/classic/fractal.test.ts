import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { columnsWith } from '../../../src-contract/index.ts'
import { indicatorSeries, tabulate } from '../indicator-series.ts'
import { chooseIndicator } from '../registry.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { Fractal, fractalDefinition } from './fractal.ts'

const bar = (high: number, low: number): Candle => ({
  openTimeMs: timeMs(0),
  open: low,
  high,
  low,
  close: high,
  volume: 1,
})

/** The same bars with all prices in steps, so that many are equal. */
const inSteps = (candles: readonly Candle[]): Candle[] =>
  candles.map((candle) => bar(Math.ceil(candle.high), Math.floor(candle.low)))

function outdoesNeighbours(values: readonly number[], centre: number, wing: number): boolean {
  const value = values[centre] ?? Number.NaN
  const around = Array.from({ length: wing }, (_, index) => [values[centre - index - 1], values[centre + index + 1]])
  return around.flat().every((other) => other !== undefined && value > other)
}

describe('Fractal', () => {
  it('tells a top and a bottom at the last bar of the right wing', () => {
    const candles = [bar(5, 4), bar(6, 3), bar(9, 1), bar(7, 2), bar(6, 2)]
    expect(indicatorSeries(candles, new Fractal(2))).toEqual([
      [null, null],
      [null, null],
      [null, null],
      [null, null],
      [9, 1],
    ])
  })

  it.each([
    ['before', [7, 9, 9, 5, 4]],
    ['after', [4, 5, 9, 7, 9]],
  ])('takes no top that an equal one comes %s', (_, highs) => {
    const candles = highs.map((high) => bar(high, 1))
    expect(indicatorSeries(candles, new Fractal(2)).flat()).toEqual(Array.from({ length: 10 }, () => null))
  })

  it.each([1, 2, 3, 7])(
    'finds at the bars themselves what comparing each with its neighbours finds, wing %i',
    (wing) => {
      for (const candles of [randomCandles(400, wing), inSteps(randomCandles(400, wing))]) {
        const { values } = tabulate(candles, chooseIndicator('fractal', { wing }), 'batch')
        const highs = candles.map(({ high }) => high)
        const depths = candles.map(({ low }) => -low)
        const tops = candles.map(({ high }, index) => (outdoesNeighbours(highs, index, wing) ? high : Number.NaN))
        const bottoms = candles.map(({ low }, index) => (outdoesNeighbours(depths, index, wing) ? low : Number.NaN))
        expect([...(values[0] ?? [])]).toEqual(tops)
        expect([...(values[1] ?? [])]).toEqual(bottoms)
        expect(tops.some((top) => !Number.isNaN(top))).toBe(true)
      }
    },
  )

  it('looks ahead by as many bars as its wing has', () => {
    expect(columnsWith(fractalDefinition.columns, { wing: 4 }).map(({ lookAheadBars }) => lookAheadBars)).toEqual([
      4, 4,
    ])
    expect(fractalDefinition.columns.map(({ lookAheadBars }) => lookAheadBars)).toEqual([2, 2])
  })
})
