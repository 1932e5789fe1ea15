import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { indicatorSeries } from '../indicator-series.ts'
import { closesBy } from '../testing/closes.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { singleSeries } from '../testing/single-series.ts'
import { Atr } from './atr.ts'
import { Ema } from './ema.ts'
import { Keltner } from './keltner.ts'

const bar = (high: number, low: number, close: number): Candle => ({
  openTimeMs: timeMs(0),
  open: close,
  high,
  low,
  close,
  volume: 1,
})

describe('Keltner', () => {
  it('puts the bands at average ranges around the exponential average', () => {
    const candles = [bar(11, 9, 10), bar(12, 10, 12), bar(18, 14, 18), bar(19, 17, 18)]
    // True ranges 2, 6, 2 and their averages -, 4, 3; averages of the close 11, 15.67, 17.22.
    const rows = indicatorSeries(candles, new Keltner({ period: 2, multiplier: 1.5, atrPeriod: 2 }))
    const middle = 11 + (7 * 2) / 3
    expect(
      rows
        .slice(0, 2)
        .flat()
        .every((value) => value === null),
    ).toBe(true)
    const last = middle + ((18 - middle) * 2) / 3
    for (const [index, value] of [middle + 6, middle, middle - 6, 12 / middle].entries())
      expect(rows[2]?.[index]).toBeCloseTo(value, 13)
    for (const [index, value] of [last + 4.5, last, last - 4.5, 9 / last].entries())
      expect(rows[3]?.[index]).toBeCloseTo(value, 13)
  })

  it.each([
    { period: 20, atrPeriod: 10, first: 19 },
    { period: 5, atrPeriod: 10, first: 10 },
  ])('has all columns at once, when the later of its averages has its seed ($period, $atrPeriod)', (periods) => {
    const rows = indicatorSeries(randomCandles(40, 14), new Keltner({ ...periods, multiplier: 2 }))
    expect(rows.findIndex((row) => row.some((value) => value !== null))).toBe(periods.first)
    expect(rows.findIndex((row) => row.every((value) => value !== null))).toBe(periods.first)
    expect(new Keltner({ ...periods, multiplier: 2 }).warmUpBars).toBe(periods.first + 1)
  })

  it('is made of the average and the range that those indicators have by themselves', () => {
    const candles = randomCandles(100, 15)
    const keltner = new Keltner({ period: 20, multiplier: 2, atrPeriod: 10 })
    const averages = singleSeries(candles, new Ema(20))
    const ranges = singleSeries(candles, new Atr(10), 1)
    const expected = averages.map((average, index) => (average === null ? null : average + 2 * (ranges[index] ?? 0)))
    expect(singleSeries(candles, keltner, 1)).toEqual(averages)
    expect(singleSeries(candles, keltner, 0)).toEqual(expected)
  })

  it('closes up where the price stands still', () => {
    const rows = indicatorSeries(
      closesBy(30, () => 7),
      new Keltner({ period: 5, multiplier: 2, atrPeriod: 3 }),
    )
    expect(rows.at(-1)).toEqual([7, 7, 7, 0])
  })
})
