import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import type { Candle } from '../domain/index.ts'
import { Atr } from './atr.ts'
import { randomCandles } from './testing/random-candles.ts'
import { HAS_REFERENCE_VALUES, referenceCandles, referenceColumn } from './testing/reference-values.ts'
import { singleSeries } from './testing/single-series.ts'

function bar(high: number, low: number, close: number): Candle {
  return { openTimeMs: timeMs(0), open: close, high, low, close, volume: 1 }
}

describe('Atr', () => {
  it('averages true ranges from the second bar on and then smooths as Wilder does', () => {
    const candles = [
      bar(10, 8, 9),
      bar(11, 9, 10), // 2: its own range
      bar(15, 14, 14), // 5: gap up from 10
      bar(10, 9, 10), // 5: gap down from 14
      bar(11, 9, 10), // 2
    ]
    expect(singleSeries(candles, new Atr(3))).toEqual([null, null, null, 4, 4 + (2 - 4) / 3])
  })

  it('needs one bar more than its period, because the first bar has no true range', () => {
    expect(new Atr(14).warmUpBars).toBe(15)
    const values = singleSeries(randomCandles(20, 1), new Atr(14))
    expect(values.findIndex((value) => value !== null)).toBe(14)
  })

  it('is never below zero and never above the largest true range', () => {
    const candles = randomCandles(500, 5)
    const ranges = candles.slice(1).map((candle, index) => {
      const previous = candles[index]?.close ?? Number.NaN
      return Math.max(candle.high - candle.low, Math.abs(candle.high - previous), Math.abs(candle.low - previous))
    })
    for (const value of singleSeries(candles, new Atr(10))) {
      if (value === null) continue
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(Math.max(...ranges))
    }
  })

  it('refuses a period that is not a whole number', () => {
    expect(() => new Atr(1.5)).toThrow('atr: period must be a whole number from 1 to 1000, got 1.5')
  })
})

describe.skipIf(!HAS_REFERENCE_VALUES)(
  'Atr against published values (skipped where the reference folder is missing)',
  () => {
    it('agrees with every bar of the reference series to 1e-8', () => {
      const expected = referenceColumn('atr.csv', 'atr')
      const values = singleSeries(referenceCandles(), new Atr(14))
      expect(values).toHaveLength(expected.length)
      expect(values.map((value) => value === null)).toEqual(expected.map((value) => value === null))
      const differences = values.map((value, index) => Math.abs((value ?? 0) - (expected[index] ?? 0)))
      expect(Math.max(...differences)).toBeLessThan(1e-8)
    })
  },
)
