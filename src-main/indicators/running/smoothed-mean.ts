/**
 * Mean that forgets: seeded with the simple mean of the first `period` inputs, then `mean += (input - mean) * weight`.
 * What rounding adds fades with what it was added to.
 */
export class SmoothedMean {
  readonly period: number
  readonly #weight: number
  /** Inputs that the seed still lacks. */
  #missing: number
  /** Sum while it warms up, the mean afterwards. */
  #state = 0

  /**
   * @param period - Inputs that the seed is the mean of.
   * @param weight - Of the newest input, above 0 and at most 1.
   */
  constructor(period: number, weight: number) {
    this.period = period
    this.#weight = weight
    this.#missing = period
  }

  /** The exponential mean of `period`: the newest input weighs 2 / (period + 1). */
  static exponential(period: number): SmoothedMean {
    return new SmoothedMean(period, 2 / (period + 1))
  }

  /** Wilder's mean: the newest input weighs 1 / period. */
  static wilder(period: number): SmoothedMean {
    return new SmoothedMean(period, 1 / period)
  }

  /** The exponential mean of `period` that starts at its first input: for one stacked on a mean that is seeded itself. */
  static stacked(period: number): SmoothedMean {
    return new SmoothedMean(1, 2 / (period + 1))
  }

  /** The mean with `input` as the newest; NaN while fewer than `period` have come. An input that is NaN is not taken. */
  next(input: number, commit: boolean): number {
    // Small, so that the compiler can take it into every indicator that has several: the rest is apart.
    if (this.#missing > 0) return this.#warmUp(input, commit)
    const mean = this.#weight === 1 ? input : this.#state + (input - this.#state) * this.#weight
    if (commit && !Number.isNaN(mean)) this.#state = mean
    return mean
  }

  reset(): void {
    this.#missing = this.period
    this.#state = 0
  }

  #warmUp(input: number, commit: boolean): number {
    if (Number.isNaN(input)) return Number.NaN
    const sum = this.#state + input
    const isFull = this.#missing === 1
    const state = isFull ? sum / this.period : sum
    if (commit) {
      this.#state = state
      this.#missing -= 1
    }
    return isFull ? state : Number.NaN
  }
}
