import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { indicatorRow, indicatorSeries } from '../indicator-series.ts'
import { closesBy } from '../testing/closes.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { Donchian } from './donchian.ts'

const bar = (high: number, low: number): Candle => ({
  openTimeMs: timeMs(0),
  open: low,
  high,
  low,
  close: high,
  volume: 1,
})

describe('Donchian', () => {
  it('spans the bars before this one', () => {
    const candles = [bar(10, 8), bar(12, 9), bar(11, 7), bar(30, 20), bar(13, 10)]
    expect(indicatorSeries(candles, new Donchian(2))).toEqual([
      [null, null, null, null],
      [null, null, null, null],
      [12, 10, 8, 0.4],
      [12, 9.5, 7, 5 / 9.5],
      [30, 18.5, 7, 23 / 18.5],
    ])
  })

  it('is the previous bar alone with period 1', () => {
    expect(indicatorSeries([bar(10, 8), bar(12, 9)], new Donchian(1))[1]).toEqual([10, 9, 8, 2 / 9])
  })

  it('stands still within a bar, whatever that bar does', () => {
    const donchian = new Donchian(5)
    const candles = randomCandles(30, 16)
    for (const candle of candles) donchian.update(candle)
    const calm = indicatorRow(donchian.preview(bar(100, 99)))
    expect(indicatorRow(donchian.preview(bar(1e6, 1e-6)))).toEqual(calm)
    expect(calm).not.toContain(null)
  })

  it('agrees with a search of the bars before', () => {
    const candles = randomCandles(300, 17)
    for (const [index, row] of indicatorSeries(candles, new Donchian(9)).entries()) {
      if (index < 9) continue
      const before = candles.slice(index - 9, index)
      const upper = Math.max(...before.map(({ high }) => high))
      const lower = Math.min(...before.map(({ low }) => low))
      expect(row).toEqual([upper, (upper + lower) / 2, lower, (upper - lower) / ((upper + lower) / 2)])
    }
  })

  it('has no width where the price stands still', () => {
    expect(
      indicatorSeries(
        closesBy(30, () => 7),
        new Donchian(20),
      ).at(-1),
    ).toEqual([7, 7, 7, 0])
  })
})
