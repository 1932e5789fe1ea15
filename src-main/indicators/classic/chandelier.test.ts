import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { closeOnly, randomCandles } from '../testing/random-candles.ts'
import { Atr } from './atr.ts'
import { Chandelier } from './chandelier.ts'

describe('Chandelier', () => {
  it('hangs a number of average true ranges below the highest high of its bars', () => {
    const candles = randomCandles(200, 12)
    const ranges = indicatorSeries(candles, new Atr(7)).map(([, atr = null]) => atr)
    const expected = candles.map((_, index) => {
      const atr = ranges[index] ?? null
      const highs = candles.slice(Math.max(0, index - 6), index + 1).map(({ high }) => high)
      return atr === null ? null : Math.max(...highs) - 2.5 * atr
    })
    expect(indicatorSeries(candles, new Chandelier(7, 2.5)).flat()).toEqual(expected)
  })

  it('needs one bar more than its period, as the true range does', () => {
    expect(new Chandelier(22, 3).warmUpBars).toBe(23)
    const rows = indicatorSeries(randomCandles(30, 1), new Chandelier(22, 3))
    expect(rows.findIndex(([exit]) => exit !== null)).toBe(22)
  })

  it('is the price itself where that never moves', () => {
    const flat = Array.from({ length: 20 }, (_, index) => closeOnly(7, index))
    expect(indicatorSeries(flat, new Chandelier(5, 3)).at(-1)).toEqual([7])
  })
})
