import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { TrueRange } from './true-range.ts'

const bar = (high: number, low: number, close: number): Candle => ({
  openTimeMs: timeMs(0),
  open: close,
  high,
  low,
  close,
  volume: 0,
})

const someBar = fc
  .tuple(
    fc.double({ min: 1, max: 200, noNaN: true }),
    fc.double({ min: 0, max: 9, noNaN: true }),
    fc.integer({ max: 4, min: 0 }),
  )
  .map(([low, range, quarter]) => bar(low + range, low, low + (range * quarter) / 4))

const ranges = (candles: readonly Candle[]): number[] => {
  const range = new TrueRange()
  return candles.map((candle) => range.next(candle, true))
}

describe('TrueRange', () => {
  it('has no value at the first bar, which has no close before it', () => {
    expect(ranges([bar(10, 8, 9)])).toEqual([Number.NaN])
  })

  it('takes the gap in where the bar does not reach the previous close', () => {
    const [, inside, above, below] = ranges([bar(10, 8, 9), bar(11, 9, 10), bar(15, 14, 14), bar(10, 9, 10)])
    expect([inside, above, below]).toEqual([2, 5, 5])
  })

  it('is zero where the price stands still', () => {
    expect(ranges([bar(7, 7, 7), bar(7, 7, 7)])[1]).toBe(0)
  })

  it("is the largest of the three distances in Wilder's definition", () => {
    fc.assert(
      fc.property(fc.array(someBar, { maxLength: 50 }), (candles) => {
        const expected = candles.map(({ high, low }, index) => {
          const previous = candles[index - 1]?.close ?? Number.NaN
          return Math.max(high - low, Math.abs(high - previous), Math.abs(low - previous))
        })
        expect(ranges(candles)).toEqual(expected)
      }),
    )
  })

  it('is not changed by a bar that is not committed', () => {
    fc.assert(
      fc.property(fc.array(someBar, { maxLength: 50 }), someBar, (candles, other) => {
        const plain = ranges(candles)
        const range = new TrueRange()
        for (const [index, candle] of candles.entries()) {
          range.next(other, false)
          expect(range.next(candle, false)).toBe(plain[index])
          expect(range.next(candle, true)).toBe(plain[index])
        }
      }),
    )
  })

  it('starts anew after a reset', () => {
    const range = new TrueRange()
    range.next(bar(10, 8, 9), true)
    range.reset()
    expect(range.next(bar(20, 18, 19), true)).toBeNaN()
    expect(range.next(bar(20, 18, 19), true)).toBe(2)
  })
})
