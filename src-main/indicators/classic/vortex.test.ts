import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import {
  bars,
  closes,
  fromBar,
  largestDistance,
  newest,
  series,
  someBars,
  somePeriod,
  sumOf,
  trueRanges,
} from './testing/bars.ts'
import { Vortex, vortexDefinition } from './vortex.ts'

describe('Vortex', () => {
  it('sums the distances from lows to next highs and from highs to next lows, per true range', () => {
    const candles = bars([
      [10, 8, 9],
      [12, 9, 11], // 4 and 1 of range 3
      [11, 7, 10], // 2 and 5 of 4
      [14, 12, 13], // 7 and 1 of 4
    ])
    expect(indicatorSeries(candles, new Vortex(2))).toEqual([
      [null, null],
      [null, null],
      [6 / 7, 6 / 7],
      [9 / 8, 6 / 8],
    ])
  })

  it('agrees with its definition on bars with gaps and no range', () => {
    fc.assert(
      fc.property(someBars, somePeriod, (candles, period) => {
        const ranges = trueRanges(candles)
        const ups = candles.map(({ high }, index) => Math.abs(high - (candles[index - 1]?.low ?? 0)))
        const downs = candles.map(({ low }, index) => Math.abs(low - (candles[index - 1]?.high ?? 0)))
        for (const [column, distances] of [ups, downs].entries()) {
          const expected = fromBar(candles, period, (index) => {
            const range = sumOf(newest(ranges, index, period))
            return range === 0 ? 0 : sumOf(newest(distances, index, period)) / range
          })
          expect(largestDistance(series(candles, new Vortex(period), column), expected)).toBeLessThan(1e-12)
        }
      }),
    )
  })

  it('has both lines at 1 where the price only jumps, and both at 0 where it stands still', () => {
    expect(indicatorSeries(closes([1, 3, 2, 5, 1]), new Vortex(3)).at(-1)).toEqual([1, 1])
    expect(indicatorSeries(closes([4, 4, 4, 4, 4]), new Vortex(3)).at(-1)).toEqual([0, 0])
  })

  it('leads upwards in a rise and downwards in a fall', () => {
    const rising = bars(Array.from({ length: 20 }, (_, index) => [index + 12, index + 9, index + 11]))
    const [up = null, down = null] = indicatorSeries(rising, new Vortex(5)).at(-1) ?? []
    expect(up).toBeGreaterThan(down ?? Number.NaN)
    const [fallingUp = null, fallingDown = null] = indicatorSeries(rising.toReversed(), new Vortex(5)).at(-1) ?? []
    expect(fallingDown).toBeGreaterThan(fallingUp ?? Number.NaN)
  })

  it('is listed with 14 bars', () => {
    expect(vortexDefinition.parameters.parse({})).toEqual({ period: 14 })
    expect(new Vortex(14).warmUpBars).toBe(15)
  })
})
