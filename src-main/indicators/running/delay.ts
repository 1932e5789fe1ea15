/** The input of `bars` inputs ago. */
export class Delay {
  readonly bars: number
  /** NaN where there was none yet. */
  readonly #ring: Float64Array
  #next = 0

  /** @param bars - At least 1. */
  constructor(bars: number) {
    this.bars = bars
    this.#ring = new Float64Array(bars).fill(Number.NaN)
  }

  /** The input that came `bars` before this one; NaN while there is none. An input that is NaN is not taken. */
  next(input: number, commit: boolean): number {
    if (Number.isNaN(input)) return Number.NaN
    const delayed = this.#ring[this.#next] ?? Number.NaN
    if (commit) this.#take(input)
    return delayed
  }

  reset(): void {
    this.#ring.fill(Number.NaN)
    this.#next = 0
  }

  #take(input: number): void {
    this.#ring[this.#next] = input
    this.#next += 1
    if (this.#next === this.bars) this.#next = 0
  }
}
