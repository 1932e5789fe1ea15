/** The input of `bars` inputs ago. */
export class Delay {
  readonly bars: number
  readonly #ring: Float64Array
  #next = 0
  #count = 0

  /** @param bars - At least 1. */
  constructor(bars: number) {
    this.bars = bars
    this.#ring = new Float64Array(bars)
  }

  /** The input that came `bars` before this one; NaN while there is none. An input that is NaN is not taken. */
  next(input: number, commit: boolean): number {
    if (Number.isNaN(input)) return Number.NaN
    const delayed = this.#count < this.bars ? Number.NaN : (this.#ring[this.#next] ?? Number.NaN)
    if (commit) {
      this.#ring[this.#next] = input
      this.#next = this.#next + 1 === this.bars ? 0 : this.#next + 1
      if (this.#count < this.bars) this.#count += 1
    }
    return delayed
  }

  reset(): void {
    this.#next = 0
    this.#count = 0
  }
}
