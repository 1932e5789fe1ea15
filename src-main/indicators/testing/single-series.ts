import type { Candle } from '../../domain/index.ts'
import { indicatorSeries } from '../indicator-series.ts'
import type { SingleValueIndicator } from '../single-value-indicator.ts'

/** The one column of an indicator at every bar, oldest first, null while it warms up. */
export function singleSeries(candles: readonly Candle[], indicator: SingleValueIndicator): (number | null)[] {
  return indicatorSeries(candles, indicator).map(([value = null]) => value)
}
