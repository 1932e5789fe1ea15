import type { Candle } from '../../domain/index.ts'

/**
 * How far a bar reaches beyond the bar before it, in price units: up over its high, or down under its low, whichever is
 * farther; neither where both are equal or the bar lies inside (J. Welles Wilder, New Concepts in Technical Trading Systems,
 * 1978). NaN at the first bar.
 */
export class DirectionalMovement {
  #high = Number.NaN
  #low = Number.NaN
  #up = Number.NaN
  #down = Number.NaN

  /** Movement up that belongs to the newest call of {@link next}. */
  get up(): number {
    return this.#up
  }

  /** Movement down that belongs to the newest call of {@link next}. */
  get down(): number {
    return this.#down
  }

  next({ high, low }: Candle, commit: boolean): void {
    const rise = high - this.#high
    const fall = this.#low - low
    this.#up = rise <= fall || rise < 0 ? 0 : rise
    this.#down = fall <= rise || fall < 0 ? 0 : fall
    if (!commit) return
    this.#high = high
    this.#low = low
  }

  reset(): void {
    this.#high = Number.NaN
    this.#low = Number.NaN
    this.#up = Number.NaN
    this.#down = Number.NaN
  }
}
