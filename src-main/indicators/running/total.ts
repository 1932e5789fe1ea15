/**
 * Sum of all inputs. Keeps what rounding takes away beside it (the error of a sum after D. Knuth, The Art of Computer Programming, 4.2.2), so that a million small inputs after a
 * large one are not lost.
 */
export class RunningTotal {
  #sum = 0
  #lost = 0

  /** The sum with `input` as the newest. An input that is NaN is not taken. */
  next(input: number, commit: boolean): number {
    const sum = this.#sum + input
    const taken = sum - this.#sum
    const lost = this.#lost + (this.#sum - (sum - taken) + (input - taken))
    if (commit && !Number.isNaN(input)) {
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
