import { describe, expect, it } from 'vitest'
import type { Candle } from '../../domain/index.ts'
import { columnsWith } from '../../../src-contract/index.ts'
import { indicatorSeries, tabulate } from '../indicator-series.ts'
import { chooseIndicator } from '../registry.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { Ichimoku, ichimokuDefinition } from './ichimoku.ts'

const PERIODS = { tenkan: 3, kijun: 5, senkouB: 8 }

/** Middle of the range of `bars` bars up to `index`; null where that many have not come. */
function middle(candles: readonly Candle[], index: number, bars: number): number | null {
  if (index - bars + 1 < 0) return null
  const window = candles.slice(index - bars + 1, index + 1)
  return (Math.max(...window.map(({ high }) => high)) + Math.min(...window.map(({ low }) => low))) / 2
}

describe('Ichimoku', () => {
  it('has the middles of three ranges, two of them as known kijun bars before, and the close', () => {
    const candles = randomCandles(120, 4)
    for (const [index, row] of indicatorSeries(candles, new Ichimoku(PERIODS)).entries()) {
      const tenkan = middle(candles, index - 5, 3)
      const kijun = middle(candles, index - 5, 5)
      expect(row).toEqual([
        middle(candles, index, 3),
        middle(candles, index, 5),
        tenkan === null || kijun === null ? null : (tenkan + kijun) / 2,
        middle(candles, index - 5, 8),
        candles[index]?.close,
      ])
    }
  })

  it('needs its longest range and the bars by which the cloud is moved', () => {
    expect(new Ichimoku({ tenkan: 9, kijun: 26, senkouB: 52 }).warmUpBars).toBe(78)
    expect(new Ichimoku({ tenkan: 90, kijun: 26, senkouB: 52 }).warmUpBars).toBe(116)
  })

  it('puts the close of a bar at the bar kijun bars before, whatever kijun is', () => {
    const candles = randomCandles(40, 5)
    const chikou = tabulate(candles, chooseIndicator('ichimoku', PERIODS), 'batch').values[4]
    const closes = candles.map(({ close }) => close)
    expect([...(chikou ?? [])]).toEqual([...closes.slice(5), ...Array.from({ length: 5 }, () => Number.NaN)])
  })

  it('says of the chikou span alone that it looks ahead, by kijun bars', () => {
    const ahead = (kijun: number) =>
      columnsWith(ichimokuDefinition.columns, { tenkan: 9, kijun, senkouB: 52 }).map(
        ({ lookAheadBars }) => lookAheadBars,
      )
    expect(ahead(26)).toEqual([0, 0, 0, 0, 26])
    expect(ahead(7)).toEqual([0, 0, 0, 0, 7])
  })
})
