/**
 * Sum of the newest `period` inputs. Nothing is ever subtracted: the window is cut into blocks, and a sum is what remains of
 * the block before (kept as sums from each place to its end) and what has come of this one (one half of the two-stack
 * sliding window aggregation). So a window of zeros sums to zero to the last digit, a sum of inputs from 0 to x is never
 * outside 0 to `period` times x, and a huge input leaves no trace after it left.
 */
export class RunningSum {
  readonly period: number
  /**
   * Inputs of this block before `#next`; from there on, sums of the block before, NaN where there was none. A zero ends it.
   */
  readonly #block: Float64Array
  #next = 0
  /** Sum of this block. */
  #sum = 0

  constructor(period: number) {
    this.period = period
    this.#block = new Float64Array(period + 1)
    this.reset()
  }

  /** The sum with `input` as the newest; NaN while fewer than `period` have come. An input that is NaN is not taken. */
  next(input: number, commit: boolean): number {
    const sum = this.#sum + input
    const total = (this.#block[this.#next + 1] ?? 0) + sum
    if (commit && !Number.isNaN(input)) this.#take(input, sum)
    return total
  }

  reset(): void {
    this.#block.fill(Number.NaN)
    this.#block[this.period] = 0
    this.#next = 0
    this.#sum = 0
  }

  #take(input: number, sum: number): void {
    this.#block[this.#next] = input
    this.#next += 1
    this.#sum = sum
    if (this.#next === this.period) this.#endBlock()
  }

  #endBlock(): void {
    const block = this.#block
    let sum = 0
    for (let index = this.period - 1; index >= 0; index -= 1) {
      sum += block[index] ?? 0
      block[index] = sum
    }
    this.#next = 0
    this.#sum = 0
  }
}
