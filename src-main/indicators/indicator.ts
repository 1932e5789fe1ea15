import type { Candle } from '../domain/index.ts'

/**
 * One value per bar, computed incrementally. `update` is O(1) and allocates nothing.
 * Pure: the same bars in the same order always give the same values.
 */
export interface Indicator {
  /** Id of its kind in the registry. */
  readonly id: string
  /** Bars that must have closed before there is a value. */
  readonly warmUpBars: number
  /** Value at the newest closed bar; undefined while it warms up. */
  readonly value: number | undefined
  /** Takes the next closed bar. */
  update(candle: Candle): void
  /** The value if the forming bar closed like `candle`; changes nothing. */
  preview(candle: Candle): number | undefined
  /** Forgets every bar. */
  reset(): void
}
