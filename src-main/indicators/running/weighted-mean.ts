/**
 * Mean of the newest `period` inputs with the weights `period`, `period - 1`, … 1 from the newest to the oldest, in constant
 * time on average. As in `RunningSum`, the window is the end of one block and the beginning of the next, and nothing that
 * was added is ever subtracted: rounding never gathers, and a large input leaves no trace.
 */
export class WeightedMean {
  readonly period: number
  readonly #totalWeight: number
  /** The growing block's inputs; from `#filled` on, sums of the complete block's inputs from a place to its end. */
  readonly #sums: Float64Array
  /** The same sums, weighted with 1 at the place and 1 more at each after it. */
  readonly #weightedSums: Float64Array
  #filled = 0
  #sum = 0
  /** The growing block's inputs, weighted with 1 at its beginning and 1 more at each after it. */
  #weighted = 0
  #isWarm = false

  constructor(period: number) {
    this.period = period
    this.#totalWeight = (period * (period + 1)) / 2
    this.#sums = new Float64Array(period + 1)
    this.#weightedSums = new Float64Array(period + 1)
  }

  /** The mean with `input` as the newest; NaN while fewer than `period` have come. An input that is NaN is not taken. */
  next(input: number, commit: boolean): number {
    if (Number.isNaN(input)) return Number.NaN
    const filled = this.#filled + 1
    const isFull = this.#isWarm || filled === this.period
    const mean = isFull ? this.#totalWith(input, filled) / this.#totalWeight : Number.NaN
    if (commit) this.#take(input, filled)
    return mean
  }

  reset(): void {
    this.#filled = 0
    this.#sum = 0
    this.#weighted = 0
    this.#isWarm = false
  }

  /** Every input of the growing block weighs more than all that are left of the complete one. */
  #totalWith(input: number, filled: number): number {
    const complete = this.#weightedSums[filled] ?? 0
    const lift = (this.period - filled) * (this.#sum + input)
    return complete + lift + (this.#weighted + input * filled)
  }

  #take(input: number, filled: number): void {
    this.#sums[this.#filled] = input
    this.#filled = filled
    this.#sum += input
    this.#weighted += input * filled
    if (filled === this.period) this.#completeBlock()
  }

  #completeBlock(): void {
    let sum = 0
    let weighted = 0
    for (let place = this.period - 1; place >= 0; place -= 1) {
      sum += this.#sums[place] ?? 0
      weighted += sum
      this.#sums[place] = sum
      this.#weightedSums[place] = weighted
    }
    this.#filled = 0
    this.#sum = 0
    this.#weighted = 0
    this.#isWarm = true
  }
}
