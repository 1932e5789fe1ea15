import type { Candle } from '../../domain/index.ts'

/**
 * How far a bar reaches beyond the bar before it, in price units: above 0 for what it rose over its high, below 0 for what it
 * fell under its low, whichever is farther; 0 where both are equal or the bar lies inside (J. Welles Wilder, New Concepts in
 * Technical Trading Systems, 1978).
 */
export class DirectionalMovement {
  #high = Number.NaN
  #low = Number.NaN

  /** The movement of `candle`; NaN at the first, which has no bar before it. */
  next({ high, low }: Candle, commit: boolean): number {
    const rise = high - this.#high
    const fall = this.#low - low
    if (commit) {
      this.#high = high
      this.#low = low
    }
    if (rise > fall) return Math.max(rise, 0)
    // Also where there is no bar before: neither is a number then.
    return rise === fall ? 0 : -Math.max(fall, 0)
  }

  reset(): void {
    this.#high = Number.NaN
    this.#low = Number.NaN
  }
}
