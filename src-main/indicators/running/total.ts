/**
 * Sum of all inputs. Keeps what rounding takes away beside it (A. Neumaier, 1974), so that a million small inputs after a
 * large one are not lost.
 */
export class RunningTotal {
  #sum = 0
  #lost = 0

  /** The sum with `input` as the newest. An input that is NaN is not taken. */
  next(input: number, commit: boolean): number {
    if (Number.isNaN(input)) return Number.NaN
    const sum = this.#sum + input
    const isSmaller = Math.abs(input) <= Math.abs(this.#sum)
    const lost = this.#lost + (isSmaller ? this.#sum - sum + input : input - sum + this.#sum)
    if (commit) {
      this.#sum = sum
      this.#lost = lost
    }
    return sum + lost
  }

  reset(): void {
    this.#sum = 0
    this.#lost = 0
  }
}
