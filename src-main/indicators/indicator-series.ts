import type { Candle } from '../domain/index.ts'
import type { Indicator } from './indicator.ts'

/** Value at every bar, oldest first, null while the indicator warms up. The indicator is reset first. */
export function indicatorSeries(candles: readonly Candle[], indicator: Indicator): (number | null)[] {
  indicator.reset()
  return candles.map((candle) => {
    indicator.update(candle)
    return indicator.value ?? null
  })
}
