import { describe, expect, it } from 'vitest'
import { Ema } from './ema.ts'
import { closeOnly, randomCandles } from './testing/random-candles.ts'
import { HAS_REFERENCE_VALUES, referenceCandles, referenceColumn } from './testing/reference-values.ts'
import { singleSeries } from './testing/single-series.ts'

describe('Ema', () => {
  it('starts with the mean of the first closes and then weighs the newest by 2 / (period + 1)', () => {
    const candles = [1, 2, 6, 5, 9].map((close, index) => closeOnly(close, index))
    expect(singleSeries(candles, new Ema(3))).toEqual([null, null, 3, 4, 6.5])
  })

  it('follows the close itself with period 1', () => {
    const candles = [4, 2, 8].map((close, index) => closeOnly(close, index))
    expect(singleSeries(candles, new Ema(1))).toEqual([4, 2, 8])
  })

  it('stays on a constant price exactly', () => {
    const candles = Array.from({ length: 50 }, (_, index) => closeOnly(7, index))
    expect(singleSeries(candles, new Ema(5)).slice(4)).toEqual(Array.from({ length: 46 }, () => 7))
  })

  it('lies between the lowest and the highest close it has seen', () => {
    const candles = randomCandles(500, 3)
    const closes = candles.map((candle) => candle.close)
    for (const value of singleSeries(candles, new Ema(12))) {
      if (value === null) continue
      expect(value).toBeGreaterThanOrEqual(Math.min(...closes))
      expect(value).toBeLessThanOrEqual(Math.max(...closes))
    }
  })

  it.each([0, -3, 2.5, 1001, Number.NaN])('refuses the period %s by name', (period) => {
    expect(() => new Ema(period)).toThrow(`ema: period must be a whole number from 1 to 1000, got ${period}`)
  })
})

describe.skipIf(!HAS_REFERENCE_VALUES)(
  'Ema against published values (skipped where the reference folder is missing)',
  () => {
    it('agrees with every bar of the reference series to 1e-8', () => {
      const expected = referenceColumn('ema.csv', 'ema')
      const values = singleSeries(referenceCandles(), new Ema(20))
      expect(values).toHaveLength(expected.length)
      expect(values.map((value) => value === null)).toEqual(expected.map((value) => value === null))
      const differences = values.map((value, index) => Math.abs((value ?? 0) - (expected[index] ?? 0)))
      expect(Math.max(...differences)).toBeLessThan(1e-8 * 200)
    })
  },
)
