import type { Candle } from '../../domain/index.ts'

/**
 * Distance that the price covered since the previous close, in price units: the largest of high - low,
 * |high - previous close| and |low - previous close| (J. Welles Wilder, New Concepts in Technical Trading Systems, 1978).
 */
export class TrueRange {
  #previousClose = Number.NaN

  /** The range of `candle`; NaN at the first, which has no close before it. */
  next({ high, low, close }: Candle, commit: boolean): number {
    const previous = this.#previousClose
    if (commit) this.#previousClose = close
    return Math.max(high, previous) - Math.min(low, previous)
  }

  reset(): void {
    this.#previousClose = Number.NaN
  }
}
