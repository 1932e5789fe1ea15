import type { Candle } from '../../domain/index.ts'

/** Up or down: of a swing, a gap, a break. */
export type Direction = 1 | -1

/** A column for so many bars without any value. */
export const emptyColumn = (bars: number): Float64Array => new Float64Array(bars).fill(Number.NaN)

/** One number of every bar. */
export function barColumn(candles: readonly Candle[], valueOf: (candle: Candle) => number): Float64Array {
  const values = new Float64Array(candles.length)
  for (const [index, candle] of candles.entries()) values[index] = valueOf(candle)
  return values
}

export const highsOf = (candles: readonly Candle[]): Float64Array => barColumn(candles, ({ high }) => high)
export const lowsOf = (candles: readonly Candle[]): Float64Array => barColumn(candles, ({ low }) => low)
export const closesOf = (candles: readonly Candle[]): Float64Array => barColumn(candles, ({ close }) => close)
