import type { Candle } from '../../domain/index.ts'
import { indicatorSeries } from '../indicator-series.ts'
import type { Indicator } from '../indicator.ts'

/** One column of an indicator at every bar, oldest first, null where it has no value. */
export function singleSeries(candles: readonly Candle[], indicator: Indicator, column = 0): (number | null)[] {
  return indicatorSeries(candles, indicator).map((row) => row[column] ?? null)
}
