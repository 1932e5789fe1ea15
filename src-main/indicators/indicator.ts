import type { Candle } from '../domain/index.ts'

/** One value per column, in the order of the definition's `columns`; NaN while there is none yet. */
export type IndicatorValues = ArrayLike<number>

/**
 * One value per column and bar, computed incrementally. `update` is O(1) and allocates nothing.
 * Pure: the same bars in the same order always give the same values.
 */
export interface Indicator {
  /** Id of its kind in the registry. */
  readonly id: string
  /** Bars that must have closed before every column has a value. */
  readonly warmUpBars: number
  /** Values at the newest closed bar. They belong to the indicator: read them before the next call. */
  readonly values: IndicatorValues
  /** Takes the next closed bar. */
  update(candle: Candle): void
  /**
   * The values if the forming bar closed like `candle`; changes nothing that `update` builds on. They belong to the
   * indicator: read them before the next call.
   */
  preview(candle: Candle): IndicatorValues
  /** Forgets every bar. */
  reset(): void
}
