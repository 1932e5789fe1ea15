import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { Rsi, rsiDefinition } from './rsi.ts'
import { bar, closes, fromBar, known, largestDistance, series, someBars, somePeriod } from './testing/bars.ts'

/** Wilder's recursion as he wrote it, over all changes up to `end`. */
function wilderRsi(prices: readonly number[], period: number, end: number): number {
  let gain = 0
  let loss = 0
  for (let index = 1; index <= end; index += 1) {
    const change = (prices[index] ?? 0) - (prices[index - 1] ?? 0)
    const isSeed = index <= period
    gain = isSeed ? gain + Math.max(change, 0) / period : (gain * (period - 1) + Math.max(change, 0)) / period
    loss = isSeed ? loss + Math.max(-change, 0) / period : (loss * (period - 1) + Math.max(-change, 0)) / period
  }
  return loss === 0 ? 100 : 100 - 100 / (1 + gain / loss)
}

describe('Rsi', () => {
  it('is the share of the mean gain, seeded with simple means and then smoothed as Wilder does', () => {
    const [, , first, second, third] = series(closes([10, 12, 11, 11, 14]), new Rsi(2))
    expect(first).toBeCloseTo(100 * (1 / 1.5), 12)
    expect(second).toBe(first)
    expect(third).toBeCloseTo(100 * (1.75 / 1.875), 12)
  })

  it('agrees with the recursion of the book on any prices', () => {
    fc.assert(
      fc.property(someBars, somePeriod, (candles, period) => {
        const prices = candles.map((candle) => candle.close)
        const expected = fromBar(candles, period, (index) => wilderRsi(prices, period, index))
        expect(largestDistance(series(candles, new Rsi(period)), expected)).toBeLessThan(1e-11)
      }),
    )
  })

  it('needs one bar more than its period, because the first bar has no change', () => {
    expect(new Rsi(14).warmUpBars).toBe(15)
    expect(series(randomCandles(20, 1), new Rsi(14)).findIndex((value) => value !== null)).toBe(14)
  })

  it('is exactly 100 without a loss, also where the price never moved, and exactly 0 without a gain', () => {
    const rising = closes(Array.from({ length: 40 }, (_, index) => 1 + index / 10))
    expect(new Set(known(series(rising, new Rsi(5))))).toEqual(new Set([100]))
    expect(new Set(known(series(closes(Array.from({ length: 40 }, () => 0.1)), new Rsi(5))))).toEqual(new Set([100]))
    const falling = closes(Array.from({ length: 40 }, (_, index) => 9 - index / 10))
    expect(new Set(known(series(falling, new Rsi(5))))).toEqual(new Set([0]))
  })

  it('keeps its value to the last digit while the price stands still, however long', () => {
    const candles = [...randomCandles(100, 4), ...closes(Array.from({ length: 20_000 }, () => 123.4))]
    const values = series(candles, new Rsi(14)).slice(100)
    expect(new Set(values).size).toBe(1)
    expect(known(values)).toHaveLength(20_000)
  })

  it('moves again as ever after the price stood still so long that its means all but vanished', () => {
    const indicator = new Rsi(3)
    indicatorSeries([...randomCandles(50, 4), ...closes(Array.from({ length: 5_000 }, () => 50))], indicator)
    const after = closes([50, 51, 49]).map((candle) => {
      indicator.update(candle)
      return indicator.value ?? Number.NaN
    })
    expect(after[1]).toBe(100)
    expect(after[2]).toBeCloseTo(100 * (2 / 9 / (2 / 9 + 2 / 3)), 10)
  })

  it('does not take a previewed close for the last one', () => {
    const indicator = new Rsi(1)
    indicator.update(bar([10, 10, 10]))
    expect(indicator.preview(bar([12, 12, 12]))[0]).toBe(100)
    expect(indicator.preview(bar([11, 11, 11]))[0]).toBe(100)
    expect(indicator.preview(bar([9, 9, 9]))[0]).toBe(0)
  })

  it('is listed with 14 bars', () => {
    expect(rsiDefinition.parameters.parse({})).toEqual({ period: 14 })
    expect(rsiDefinition.create({ period: 14 }).warmUpBars).toBe(15)
  })
})
