import type { Candle } from '../../domain/index.ts'
import { closeOnly } from './random-candles.ts'

/** Bars with these closes, of which nothing else matters. */
export const closes = (...values: readonly number[]): Candle[] => values.map((close, index) => closeOnly(close, index))

/** Bars whose close is a function of their number, counted from 0. */
export const closesBy = (count: number, closeAt: (index: number) => number): Candle[] =>
  Array.from({ length: count }, (_, index) => closeOnly(closeAt(index), index))
