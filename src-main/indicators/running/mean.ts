import { RunningSum } from './sum.ts'

/** Mean of the newest `period` inputs; rounding never gathers in it, see {@link RunningSum}. */
export class RunningMean {
  readonly period: number
  readonly #sum: RunningSum

  constructor(period: number) {
    this.period = period
    this.#sum = new RunningSum(period)
  }

  /** The mean with `input` as the newest; NaN while fewer than `period` have come. An input that is NaN is not taken. */
  next(input: number, commit: boolean): number {
    return this.#sum.next(input, commit) / this.period
  }

  reset(): void {
    this.#sum.reset()
  }
}
