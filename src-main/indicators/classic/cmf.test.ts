import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indicatorSeries } from '../indicator-series.ts'
import { Cmf, cmfDefinition } from './cmf.ts'
import { bars, closes, fromBar, largestDistance, newest, series, someBars, somePeriod, sumOf } from './testing/bars.ts'

describe('Cmf', () => {
  it('has where the close lies, that times the volume, and the share of it in the volume', () => {
    const candles = bars([
      [10, 8, 9, 4],
      [10, 8, 10, 2],
      [10, 8, 8.5, 6],
    ])
    expect(indicatorSeries(candles, new Cmf(2))).toEqual([
      [0, 0, null],
      [1, 2, 2 / 6],
      [-0.5, -3, -1 / 8],
    ])
  })

  it('agrees with its definition on bars without range and without volume', () => {
    fc.assert(
      fc.property(someBars, somePeriod, (candles, period) => {
        const flows = candles.map(({ high, low, close, volume }) =>
          high === low ? 0 : ((2 * close - low - high) / (high - low)) * volume,
        )
        const volumes = candles.map(({ volume }) => volume)
        const expected = fromBar(candles, period - 1, (index) => {
          const volume = sumOf(newest(volumes, index, period))
          return volume === 0 ? 0 : sumOf(newest(flows, index, period)) / volume
        })
        expect(largestDistance(series(candles, new Cmf(period), 2), expected)).toBeLessThan(1e-12)
      }),
    )
  })

  it('is exactly 1 while every bar closes at its high, and -1 at its low', () => {
    const volumes = Array.from({ length: 30 }, (_, index) => 0.1 + index / 7)
    const high = series(bars(volumes.map((volume) => [10.3, 9.9, 10.3, volume])), new Cmf(9), 2)
    const low = series(bars(volumes.map((volume) => [10.3, 9.9, 9.9, volume])), new Cmf(9), 2)
    expect(new Set(high)).toEqual(new Set([null, 1]))
    expect(new Set(low)).toEqual(new Set([null, -1]))
  })

  it('is 0 without any volume, also right after a huge one left', () => {
    const candles = [...bars([[9, 7, 9, 1e18]]), ...closes([5, 5, 5])]
    expect(series(candles, new Cmf(3), 2)).toEqual([null, null, 1, 0])
  })

  it('is listed with 20 bars', () => {
    expect(cmfDefinition.parameters.parse({})).toEqual({ period: 20 })
    expect(new Cmf(20).warmUpBars).toBe(20)
  })
})
