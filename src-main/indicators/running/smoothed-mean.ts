/**
 * Mean that forgets: seeded with the simple mean of the first `period` inputs, then `mean += (input - mean) * weight`.
 * What rounding adds fades with what it was added to.
 */
export class SmoothedMean {
  readonly period: number
  readonly #weight: number
  /** NaN while it warms up. */
  #mean = Number.NaN
  /** Of the warm-up: inputs that have come, and their sum. */
  #count = 0
  #sum = 0

  /**
   * @param period - Inputs that the seed is the mean of.
   * @param weight - Of the newest input, above 0 and at most 1.
   */
  constructor(period: number, weight: number) {
    this.period = period
    this.#weight = weight
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
    // Small, so that the compiler takes it into indicators that have several: what is rare is apart.
    const mean = this.#weight === 1 ? input : this.#mean + (input - this.#mean) * this.#weight
    if (Number.isNaN(mean)) return this.#warmUp(input, commit)
    if (commit) this.#mean = mean
    return mean
  }

  reset(): void {
    this.#mean = Number.NaN
    this.#count = 0
    this.#sum = 0
  }

  #warmUp(input: number, commit: boolean): number {
    if (Number.isNaN(input)) return Number.NaN
    const sum = this.#sum + input
    const mean = this.#count + 1 === this.period ? sum / this.period : Number.NaN
    if (commit) {
      this.#count += 1
      this.#sum = sum
      this.#mean = mean
    }
    return mean
  }
}
