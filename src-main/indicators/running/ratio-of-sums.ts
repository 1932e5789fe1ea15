import { RunningSum } from './sum.ts'

/** The sum of the newest `period` parts divided by the sum of the wholes that they are parts of. */
export class RatioOfSums {
  readonly #parts: RunningSum
  readonly #wholes: RunningSum
  readonly #whenNothing: number

  /** @param whenNothing - The ratio where the wholes sum to zero. */
  constructor(period: number, whenNothing = 0) {
    this.#parts = new RunningSum(period)
    this.#wholes = new RunningSum(period)
    this.#whenNothing = whenNothing
  }

  /** The ratio with the newest `part` and `whole`; NaN while fewer than `period` have come. A pair with a NaN is not taken. */
  next(part: number, whole: number, commit: boolean): number {
    if (Number.isNaN(part) || Number.isNaN(whole)) return Number.NaN
    const parts = this.#parts.next(part, commit)
    const wholes = this.#wholes.next(whole, commit)
    return wholes === 0 ? this.#whenNothing : parts / wholes
  }

  reset(): void {
    this.#parts.reset()
    this.#wholes.reset()
  }
}
