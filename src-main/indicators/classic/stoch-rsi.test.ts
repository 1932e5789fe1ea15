import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { Rsi } from './rsi.ts'
import { StochRsi, stochRsiDefinition } from './stoch-rsi.ts'
import { closes, fromBar, known, largestDistance, newest, series, someBars, somePeriod } from './testing/bars.ts'

const DEFAULTS = { rsiPeriod: 14, stochPeriod: 14, signal: 3, smooth: 1 }

describe('StochRsi', () => {
  it('is the place of the index in its own range', () => {
    // The index from the third bar on: 200/3, 200/3, 280/3, 1400/23, 1000/13.
    const candles = closes([10, 12, 11, 11, 14, 13, 14])
    const rows = indicatorSeries(candles, new StochRsi({ rsiPeriod: 2, stochPeriod: 3, signal: 2, smooth: 1 }))
    expect(rows.slice(3, 6)).toEqual([
      [null, null],
      [100, null],
      [0, 50],
    ])
    expect(rows[6]?.[0]).toBeCloseTo(4_500 / 91, 10)
  })

  it('agrees with its definition over the index', () => {
    fc.assert(
      fc.property(someBars, somePeriod, somePeriod, (candles, rsiPeriod, stochPeriod) => {
        const index = series(candles, new Rsi(rsiPeriod))
        const expected = fromBar(candles, rsiPeriod + stochPeriod - 1, (bar) => {
          const window = known(newest(index, bar, stochPeriod))
          const lowest = Math.min(...window)
          const range = Math.max(...window) - lowest
          return range === 0 ? 0 : (100 * ((window.at(-1) ?? 0) - lowest)) / range
        })
        const indicator = new StochRsi({ rsiPeriod, stochPeriod, signal: 3, smooth: 1 })
        expect(largestDistance(series(candles, indicator), expected)).toBeLessThan(1e-11)
      }),
    )
  })

  it('averages before it averages the signal', () => {
    const candles = randomCandles(80, 3)
    const [raw = null, other = null] = series(candles, new StochRsi(DEFAULTS)).slice(-2)
    const smooth = series(candles, new StochRsi({ ...DEFAULTS, smooth: 2 })).at(-1)
    expect(smooth).toBeCloseTo(((raw ?? Number.NaN) + (other ?? Number.NaN)) / 2, 10)
    expect(new StochRsi({ ...DEFAULTS, smooth: 2 }).warmUpBars).toBe(31)
  })

  it('never leaves 0 to 100', () => {
    const rows = indicatorSeries(randomCandles(3_000, 2), new StochRsi({ ...DEFAULTS, smooth: 3 }))
    const values = known(rows.flat())
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values)).toBeLessThanOrEqual(100)
  })

  it('is exactly 0 where the index stands still, at whatever level', () => {
    const candles = [...randomCandles(60, 7), ...closes(Array.from({ length: 40 }, () => 99.9))]
    expect(indicatorSeries(candles, new StochRsi(DEFAULTS)).slice(-24)).toEqual(
      Array.from({ length: 24 }, () => [0, 0]),
    )
  })

  it('is listed with 14 bars each, and has its first values after 28 and 30', () => {
    expect(stochRsiDefinition.parameters.parse({})).toEqual(DEFAULTS)
    const candles = randomCandles(40, 1)
    expect(new StochRsi(DEFAULTS).warmUpBars).toBe(30)
    expect([0, 1].map((column) => series(candles, new StochRsi(DEFAULTS), column).lastIndexOf(null))).toEqual([26, 28])
  })
})
