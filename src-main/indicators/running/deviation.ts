/**
 * Mean and population standard deviation of the newest `period` inputs, in constant time on average. As in `RunningSum`, the
 * window is the end of one block and the beginning of the next, and nothing that was added is ever subtracted: rounding never
 * gathers, a large input leaves no trace once it has left, and a flat window has no deviation, to the last digit. Each part
 * grows input by input (B. Welford, 1962); the two are joined after T. Chan, G. Golub and R. LeVeque, Algorithms for Computing
 * the Sample Variance, 1983. Distances are measured from an input of the window, so that small moves at a high price keep
 * their digits.
 */
export class RunningDeviation {
  readonly period: number
  /** The growing block's inputs; from `#filled` on, means of the complete block from a place to its end, above `#last`. */
  readonly #means: Float64Array
  /** Squared distances from those means, added up. */
  readonly #squares: Float64Array
  /** The complete block's newest input. */
  #last = 0
  #filled = 0
  /** The growing block's oldest input. */
  #first = 0
  /** Mean of the growing block, above `#first`, and the squared distances from it, added up. */
  #growingMean = 0
  #growingSquares = 0
  #isWarm = false
  #mean = Number.NaN

  constructor(period: number) {
    this.period = period
    this.#means = new Float64Array(period + 1)
    this.#squares = new Float64Array(period + 1)
  }

  /** The mean that belongs to the newest result of {@link next}. */
  get mean(): number {
    return this.#mean
  }

  /**
   * The deviation with `input` as the newest, in the input's unit; NaN while fewer than `period` have come. An input that is
   * NaN is not taken.
   */
  next(input: number, commit: boolean): number {
    this.#mean = Number.NaN
    if (Number.isNaN(input)) return Number.NaN
    const filled = this.#filled + 1
    const first = filled === 1 ? input : this.#first
    const distance = input - first
    const step = distance - this.#growingMean
    const mean = this.#growingMean + step / filled
    const squares = this.#growingSquares + step * (distance - mean)
    const isFull = this.#isWarm || filled === this.period
    const deviation = isFull ? this.#join(first, mean, squares) : Number.NaN
    if (commit) {
      this.#first = first
      this.#growingMean = mean
      this.#growingSquares = squares
      this.#take(input)
    }
    return deviation
  }

  reset(): void {
    this.#filled = 0
    this.#growingMean = 0
    this.#growingSquares = 0
    this.#isWarm = false
    this.#mean = Number.NaN
  }

  /** The growing block as given, with what the window still has of the complete one. */
  #join(first: number, mean: number, squares: number): number {
    const filled = this.#filled + 1
    const completeShare = (this.period - filled) / this.period
    const difference = first - this.#last + (mean - (this.#means[filled] ?? 0))
    this.#mean = first + (mean - difference * completeShare)
    const between = difference * difference * completeShare * filled
    return Math.sqrt((squares + (this.#squares[filled] ?? 0) + between) / this.period)
  }

  #take(input: number): void {
    this.#means[this.#filled] = input
    this.#filled += 1
    if (this.#filled === this.period) this.#completeBlock()
  }

  #completeBlock(): void {
    const last = this.#means[this.period - 1] ?? 0
    let mean = 0
    let squares = 0
    for (let place = this.period - 1; place >= 0; place -= 1) {
      const distance = (this.#means[place] ?? 0) - last
      const step = distance - mean
      mean += step / (this.period - place)
      squares += step * (distance - mean)
      this.#means[place] = mean
      this.#squares[place] = squares
    }
    this.#last = last
    this.#filled = 0
    this.#growingMean = 0
    this.#growingSquares = 0
    this.#isWarm = true
  }
}
