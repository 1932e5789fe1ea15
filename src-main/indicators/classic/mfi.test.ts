import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomCandles } from '../testing/random-candles.ts'
import { Mfi, mfiDefinition } from './mfi.ts'
import {
  bar,
  bars,
  closes,
  fromBar,
  known,
  largestDistance,
  newest,
  series,
  someBars,
  somePeriod,
  sumOf,
} from './testing/bars.ts'
import { typicalPrice } from './typical-price.ts'

describe('Mfi', () => {
  it('is the share of the rising flow; a bar with the typical price before it counts for neither side', () => {
    const candles = bars([
      [11, 8, 11, 1],
      [12, 12, 12, 2], // 24 rising
      [12, 10, 11, 3], // 33 falling
      [13, 9, 11, 9], // neither
      [13, 13, 13, 1], // 13 rising
    ])
    const expected = [null, null, 2_400 / 57, 0, 100]
    expect(largestDistance(series(candles, new Mfi(2)), expected)).toBeLessThan(1e-14)
  })

  it('agrees with its definition on bars with ties and without volume', () => {
    fc.assert(
      fc.property(someBars, somePeriod, (candles, period) => {
        const flows = candles.map((candle, index) => {
          const price = typicalPrice(candle)
          const previous = candles[index - 1]
          return Math.sign(price - typicalPrice(previous ?? candle)) * price * candle.volume
        })
        const expected = fromBar(candles, period, (index) => {
          const window = newest(flows, index, period)
          const rising = sumOf(window.filter((flow) => flow > 0))
          const falling = -sumOf(window.filter((flow) => flow < 0))
          return falling === 0 ? 100 : 100 - 100 / (1 + rising / falling)
        })
        expect(largestDistance(series(candles, new Mfi(period)), expected)).toBeLessThan(1e-11)
      }),
    )
  })

  it('is exactly 100 without falling flow, also right after a huge one left, and without any volume', () => {
    const after = bars([
      [9, 9, 9, 1],
      [8, 8, 8, 1e15],
      [8.1, 8.1, 8.1, 0.3],
      [8.2, 8.2, 8.2, 0.1],
      [8.3, 8.3, 8.3, 0.2],
    ])
    expect(series(after, new Mfi(3)).at(-1)).toBe(100)
    expect(series(closes([5, 4, 3, 2, 1]), new Mfi(3)).at(-1)).toBe(100)
  })

  it('never leaves 0 to 100', () => {
    const values = known(series(randomCandles(3_000, 10), new Mfi(3)))
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values)).toBeLessThanOrEqual(100)
  })

  it('has no value at the first bar of a stretch, also when that is previewed after another', () => {
    const candles = randomCandles(10, 2)
    const indicator = new Mfi(1)
    for (const candle of candles) {
      indicator.preview(candle)
      indicator.update(candle)
    }
    indicator.reset()
    expect(indicator.preview(bar([9, 8, 9]))[0]).toBeNaN()
  })

  it('is listed with 14 bars', () => {
    expect(mfiDefinition.parameters.parse({})).toEqual({ period: 14 })
    expect(new Mfi(14).warmUpBars).toBe(15)
  })
})
