import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomCandles } from '../testing/random-candles.ts'
import {
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
  trueRanges,
} from './testing/bars.ts'
import { Ultimate, ultimateDefinition } from './ultimate.ts'

describe('Ultimate', () => {
  it('weighs the buying pressure of three windows by 4, 2 and 1', () => {
    const candles = bars([
      [10, 8, 9],
      [12, 9, 11], // pressure 2 of range 3
      [11, 7, 10], // 3 of 4
      [14, 12, 13], // 3 of 4, from the close before
    ])
    const values = series(candles, new Ultimate({ short: 1, middle: 2, long: 3 }))
    const expected = (100 * ((4 * 3) / 4 + (2 * 6) / 8 + 8 / 11)) / 7
    expect(largestDistance(values, [null, null, null, expected])).toBeLessThan(1e-14)
  })

  it('agrees with its definition on bars with gaps and no range', () => {
    fc.assert(
      fc.property(someBars, somePeriod, (candles, short) => {
        const ranges = trueRanges(candles)
        const pressures = candles.map(({ low, close }, index) => {
          return close - Math.min(low, candles[index - 1]?.close ?? Number.NaN)
        })
        const share = (index: number, period: number): number => {
          const range = sumOf(newest(ranges, index, period))
          return range === 0 ? 0 : sumOf(newest(pressures, index, period)) / range
        }
        const [middle, long] = [short + 2, short + 5]
        const expected = fromBar(candles, long, (index) => {
          return (100 * (4 * share(index, short) + 2 * share(index, middle) + share(index, long))) / 7
        })
        expect(largestDistance(series(candles, new Ultimate({ short, middle, long })), expected)).toBeLessThan(1e-12)
      }),
    )
  })

  it('never leaves 0 to 100', () => {
    const periods = { short: 2, middle: 3, long: 4 }
    const rising = closes(Array.from({ length: 20 }, (_, index) => 1 + index / 10))
    expect(series(rising, new Ultimate(periods)).at(-1)).toBe(100)
    expect(series(rising.toReversed(), new Ultimate(periods)).at(-1)).toBe(0)
    const values = known(series(randomCandles(3_000, 14), new Ultimate(periods)))
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values)).toBeLessThanOrEqual(100)
  })

  it('is 0 where the price stands still', () => {
    const flat = closes(Array.from({ length: 8 }, () => 6))
    expect(series(flat, new Ultimate({ short: 2, middle: 3, long: 4 })).at(-1)).toBe(0)
  })

  it('is listed with 7, 14 and 28 bars, and refuses windows that do not grow', () => {
    const { parameters } = ultimateDefinition
    expect(parameters.parse({})).toEqual({ short: 7, middle: 14, long: 28 })
    const faults = (input: object): string[] =>
      parameters.safeParse(input).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []
    expect(faults({ short: 14 })).toEqual(['middle must be above the short period'])
    expect(faults({ long: 14 })).toEqual(['long must be above the middle period'])
    expect(new Ultimate({ short: 7, middle: 14, long: 28 }).warmUpBars).toBe(29)
  })
})
