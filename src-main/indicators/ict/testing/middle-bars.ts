import type { Candle } from '../../../domain/index.ts'
import { bars, type Prices } from './bars.ts'

/**
 * Minute bars that open and close at a price and reach one beyond it on either side, then others as they are given. With a swing
 * length of 2, the prices' turning points are swings from bar 3 on, each confirmed two bars later.
 */
export function middleBars(middles: readonly number[], then: readonly Prices[] = []): Candle[] {
  return bars([...middles.map((price): Prices => [price, price + 1, price - 1, price]), ...then])
}

/** The same series upside down, mirrored at 0. */
export function mirrored(candles: readonly Candle[]): Candle[] {
  return candles.map((candle) => ({
    ...candle,
    open: -candle.open,
    high: -candle.low,
    low: -candle.high,
    close: -candle.close,
  }))
}
