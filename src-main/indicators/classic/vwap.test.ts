import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { indicatorRow, indicatorSeries } from '../indicator-series.ts'
import { chooseIndicator } from '../registry.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { Vwap, type VwapAnchor } from './vwap.ts'

/** A bar whose typical price is `price`. */
const bar = (price: number, volume: number, openTimeMs = 0): Candle => ({
  openTimeMs: timeMs(openTimeMs),
  open: price,
  high: price + 2,
  low: price - 2,
  close: price,
  volume,
})

const series = (candles: readonly Candle[], anchor: VwapAnchor) => indicatorSeries(candles, new Vwap(anchor)).flat()

const at = (text: string): number => Date.parse(`${text}Z`)

describe('Vwap', () => {
  it('weighs the typical price of every bar by its volume', () => {
    expect(series([bar(10, 1), bar(20, 3), bar(30, 0), bar(5, 4)], 'start')).toEqual([10, 17.5, 17.5, 11.25])
  })

  it('is the typical price while no volume has traded', () => {
    expect(series([bar(10, 0), bar(12, 0), bar(20, 2), bar(90, 0)], 'start')).toEqual([10, 12, 20, 20])
  })

  it('begins anew with each UTC day', () => {
    const candles = [
      bar(10, 1, at('2024-03-05T23:58:00')),
      bar(20, 1, at('2024-03-05T23:59:00')),
      bar(40, 1, at('2024-03-06T00:00:00')),
      bar(60, 1, at('2024-03-06T00:01:00')),
      bar(7, 1, at('2024-03-09T12:00:00')),
    ]
    expect(series(candles, 'day')).toEqual([10, 15, 40, 50, 7])
  })

  it('begins anew with each Monday, 00:00 UTC', () => {
    const candles = [
      bar(10, 1, at('2024-03-08T12:00:00')), // Friday
      bar(20, 1, at('2024-03-10T23:59:00')), // Sunday
      bar(40, 1, at('2024-03-11T00:00:00')), // Monday
      bar(60, 1, at('2024-03-12T00:00:00')),
    ]
    expect(series(candles, 'week')).toEqual([10, 15, 40, 50])
  })

  it('has no value before an anchor that is a time', () => {
    const candles = [bar(10, 1, 1000), bar(20, 1, 2000), bar(40, 1, 3000)]
    expect(series(candles, 2000)).toEqual([null, 20, 30])
    expect(series(candles, 2001)).toEqual([null, null, 40])
    expect(series(candles, 4000)).toEqual([null, null, null])
  })

  it.each(['start', 'day', 'week'] as const)('has a value at every bar with the anchor %s', (anchor) => {
    expect(series(randomCandles(300, 4), anchor)).not.toContain(null)
  })

  it.each(['start', 'day', 'week', 240_000] as const)('previews with the anchor %s what an update gives', (anchor) => {
    const vwap = new Vwap(anchor)
    const candles = randomCandles(400, 6).map(({ close, volume, openTimeMs }, index) =>
      bar(close, volume, index < 10 ? openTimeMs : index * 7 * 3_600_000),
    )
    for (const candle of candles) {
      const previewed = indicatorRow(vwap.preview(candle))
      vwap.preview({ ...candle, openTimeMs: timeMs(candle.openTimeMs + 86_400_000), close: candle.low, volume: 1e6 })
      vwap.update(candle)
      expect(indicatorRow(vwap.values)).toEqual(previewed)
    }
  })

  it('keeps small volumes that follow a huge one', () => {
    const small = Array.from({ length: 1001 }, () => bar(2, 1))
    // No real volume is negative; this one takes the huge one away again, so that only what was kept is left.
    const opposite = bar(1, -1e16)
    expect(series([bar(1, 1e16), ...small, opposite], 'start').at(-1)).toBe(2)
  })

  it('names what an anchor may be', () => {
    expect(() => chooseIndicator('vwap', { anchor: 'month' })).toThrow(
      'indicator vwap: anchor must be "start", "day", "week" or a time in ms, got "month"',
    )
    expect(() => chooseIndicator('vwap', { anchor: -5 })).toThrow('indicator vwap: anchor must be at least 0, got -5')
  })
})
