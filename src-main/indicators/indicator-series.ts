import type { Candle } from '../domain/index.ts'
import type { Indicator, IndicatorValues } from './indicator.ts'

/** Values of each column at one bar, null while there is none yet. */
export type IndicatorRow = (number | null)[]

/** The values at every bar, oldest first. The indicator is reset first. */
export function indicatorSeries(candles: readonly Candle[], indicator: Indicator): IndicatorRow[] {
  indicator.reset()
  return candles.map((candle) => {
    indicator.update(candle)
    return indicatorRow(indicator.values)
  })
}

/** A copy that stays what it is, with null for what has no value yet. */
export function indicatorRow(values: IndicatorValues): IndicatorRow {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value))
}
