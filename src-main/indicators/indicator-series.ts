import { columnsWith, type IndicatorColumn } from '../../src-contract/index.ts'
import type { Candle } from '../domain/index.ts'
import type { Indicator, IndicatorValues } from './indicator.ts'
import type { IndicatorChoice } from './registry.ts'

/** Values of each column at one bar, null while there is none yet. */
export type IndicatorRow = (number | null)[]

/**
 * Whether a table may look ahead. `batch` puts every value at the bar that it belongs to; `live` has what was known when a bar
 * closed and was never changed afterwards, so that columns that look ahead stay empty.
 */
export type TabulationMode = 'batch' | 'live'

/** Values of an indicator over a stretch of bars. */
export interface IndicatorTable {
  readonly columns: readonly IndicatorColumn[]
  /** One array for each of `columns`, with a value for every bar, oldest first; NaN where there is none. */
  readonly values: readonly Float64Array[]
}

/** The values as they were known at every bar, oldest first. The indicator is reset first. */
export function indicatorSeries(candles: readonly Candle[], indicator: Indicator): IndicatorRow[] {
  indicator.reset()
  return candles.map((candle) => {
    indicator.update(candle)
    return indicatorRow(indicator.values)
  })
}

/** The values at the bars that they belong to, column by column, computed by a new indicator of `choice`. */
export function tabulate(candles: readonly Candle[], choice: IndicatorChoice, mode: TabulationMode): IndicatorTable {
  const columns = columnsWith(choice.definition.columns, choice.parameters)
  const values = columns.map(() => new Float64Array(candles.length).fill(Number.NaN))
  const shifts = columns.map((column) => shiftOf(column, mode))
  const indicator = choice.create()
  for (const [index, candle] of candles.entries()) {
    indicator.update(candle)
    for (const [place, series] of values.entries()) {
      const bar = index - (shifts[place] ?? 0)
      if (bar >= 0) series[bar] = indicator.values[place] ?? Number.NaN
    }
  }
  return { columns, values }
}

/** Bars by which a column's values move back; without end for a column that stays empty. */
function shiftOf({ lookAheadBars }: IndicatorColumn, mode: TabulationMode): number {
  return mode === 'live' && lookAheadBars > 0 ? Infinity : lookAheadBars
}

/** A copy that stays what it is, with null for what has no value yet. */
export function indicatorRow(values: IndicatorValues): IndicatorRow {
  const row: IndicatorRow = []
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? Number.NaN
    row.push(Number.isNaN(value) ? null : value)
  }
  return row
}
