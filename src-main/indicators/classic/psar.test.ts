import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { indicatorSeries } from '../indicator-series.ts'
import { chooseIndicator } from '../registry.ts'
import { closeOnly, randomCandles } from '../testing/random-candles.ts'
import { Psar } from './psar.ts'

const bar = (high: number, low: number): Candle => ({
  openTimeMs: timeMs(0),
  open: low,
  high,
  low,
  close: high,
  volume: 1,
})

describe('Psar', () => {
  it('has values from the bar after the first turn on', () => {
    const candles = [
      bar(10, 8), // the guess: up from 8
      bar(9, 7), // below the stop of 8.2: turns down, stop 10, extreme 7
      bar(8, 6), // stop 10 - 0.1 * 3 = 9.7, held by the highest of two highs: 10; extreme 6, factor 0.2
      bar(7, 5), // 10 - 0.2 * 4 = 9.2; extreme 5, factor 0.3
      bar(12, 6), // 9.2 - 0.3 * 4.2 = 7.94, held by 8; the high crosses it: stop 5, extreme 12
      bar(13, 11), // 5 + 0.1 * 7 = 5.7, held by the lowest of two lows: 5; extreme 13, factor 0.2
      bar(14, 12), // 5 + 0.2 * 8 = 6.6, held by 6; extreme 14, factor 0.3
      bar(14, 12), // 6 + 0.3 * 8 = 8.4
    ]
    const rows = indicatorSeries(candles, new Psar(0.1, 0.3))
    const expected = [10, 9.2, 5, 5, 6, 8.4]
    expect(rows.slice(0, 2)).toEqual([
      [null, null],
      [null, null],
    ])
    for (const [index, stop] of expected.entries()) expect(rows[index + 2]?.[0]).toBeCloseTo(stop, 12)
    expect(rows.slice(2).map(([, isReversal]) => isReversal)).toEqual([0, 0, 1, 0, 0, 0])
  })

  it('takes no notice of the maximum before the factor has grown that far, and then stays at it', () => {
    const rise = [bar(10, 8), bar(9, 7), ...Array.from({ length: 40 }, (_, index) => bar(20 + index, 19 + index))]
    const stops = indicatorSeries(rise, new Psar(0.1, 0.3)).map(([stop]) => stop ?? Number.NaN)
    // In a steady rise the stop's distance from the extreme settles where factor * distance is the rise of a bar.
    const last = rise.length - 1
    expect((stops[last] ?? 0) - (stops[last - 1] ?? 0)).toBeCloseTo(1, 3)
    expect((rise[last - 1]?.high ?? 0) - (stops[last] ?? 0)).toBeCloseTo(1 / 0.3 - 1, 2)
  })

  it('lies on the other side of every bar that does not cross it', () => {
    const candles = randomCandles(600, 2)
    const rows = indicatorSeries(candles, new Psar(0.02, 0.2))
    const first = rows.findIndex(([stop]) => stop !== null)
    expect(first).toBeGreaterThanOrEqual(2)
    const crossed = rows.flatMap(([stop = null, isReversal], index) => {
      const { high, low } = candles[index] ?? closeOnly(Number.NaN)
      return isReversal === 0 && stop !== null && stop > low && stop < high ? [index] : []
    })
    expect(crossed).toEqual([])
    expect(rows.filter(([, isReversal]) => isReversal === 1).length).toBeGreaterThan(10)
  })

  it('has no value on a price that never moves', () => {
    const flat = Array.from({ length: 30 }, (_, index) => closeOnly(7, index))
    expect(indicatorSeries(flat, new Psar(0.02, 0.2)).flat()).toEqual(Array.from({ length: 60 }, () => null))
  })

  it('refuses a step above the maximum', () => {
    expect(() => chooseIndicator('psar', { step: 0.3 })).toThrow('indicator psar: step must not be above max, got 0.3')
    expect(chooseIndicator('psar', { step: 0.3, max: 0.3 }).parameters).toEqual({ step: 0.3, max: 0.3 })
  })
})
