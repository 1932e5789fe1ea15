import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomCandles } from '../testing/random-candles.ts'
import { Stochastic } from './stochastic.ts'
import { bars, closes, known, largestDistance, series, someBars, somePeriod } from './testing/bars.ts'
import { WilliamsR, williamsRDefinition } from './williams-r.ts'

describe('WilliamsR', () => {
  it('is 0 at the top of the range, -100 at its bottom and between them in proportion', () => {
    const candles = bars([
      [10, 8, 9],
      [12, 9, 11],
      [11, 10, 10], // from 8 to 12
      [14, 10, 14], // from 9 to 14
      [13, 9, 11], // from 9 to 14
      [10, 7, 7], // from 7 to 14
    ])
    expect(series(candles, new WilliamsR(3))).toEqual([null, null, -50, 0, -60, -100])
  })

  it('is the raw stochastic less 100', () => {
    fc.assert(
      fc.property(someBars, somePeriod, (candles, period) => {
        const raw = series(candles, new Stochastic({ period, smooth: 1, signal: 1 }))
        const expected = raw.map((value) => (value === null ? null : value - 100))
        expect(largestDistance(series(candles, new WilliamsR(period)), expected)).toBe(0)
      }),
    )
  })

  it('never leaves -100 to 0', () => {
    const values = known(series(randomCandles(3_000, 8), new WilliamsR(2)))
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-100)
    expect(Math.max(...values)).toBeLessThanOrEqual(0)
  })

  it('is -100 in a flat range', () => {
    expect(series(closes([3, 3, 3]), new WilliamsR(2))).toEqual([null, -100, -100])
  })

  it('is listed with 14 bars', () => {
    expect(williamsRDefinition.parameters.parse({})).toEqual({ period: 14 })
    expect(new WilliamsR(14).warmUpBars).toBe(14)
  })
})
