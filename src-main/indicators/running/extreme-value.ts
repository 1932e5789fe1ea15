/**
 * Highest or lowest of the newest `period` inputs; {@link RunningExtreme} knows where it is as well, at more cost. The window is
 * cut into blocks: the extreme is that of what remains of the block before (kept as extremes from each place to its end) and
 * of what has come of this one (M. van Herk, 1992; J. Gil and M. Werman, 1993).
 */
export class ExtremeValue {
  readonly period: number
  /** 1 for the highest, -1 for the lowest; inputs are kept multiplied by it. */
  readonly #sign: 1 | -1
  /**
   * Inputs of this block before `#next`; from there on, extremes of the block before, NaN where there was none. The last never
   * counts.
   */
  readonly #block: Float64Array
  #next = 0
  /** Extreme of this block. */
  #extreme = -Infinity

  private constructor(period: number, sign: 1 | -1) {
    this.period = period
    this.#sign = sign
    this.#block = new Float64Array(period + 1)
    this.reset()
  }

  static highest(period: number): ExtremeValue {
    return new ExtremeValue(period, 1)
  }

  static lowest(period: number): ExtremeValue {
    return new ExtremeValue(period, -1)
  }

  /** The extreme with `input` as the newest; NaN while fewer than `period` have come. An input that is NaN is not taken. */
  next(input: number, commit: boolean): number {
    const signed = input * this.#sign
    const recent = Math.max(this.#extreme, signed)
    const extreme = Math.max(this.#block[this.#next + 1] ?? 0, recent)
    if (commit && !Number.isNaN(input)) this.#take(signed, recent)
    return extreme * this.#sign
  }

  reset(): void {
    this.#block.fill(Number.NaN)
    this.#block[this.period] = -Infinity
    this.#next = 0
    this.#extreme = -Infinity
  }

  #take(signed: number, recent: number): void {
    this.#block[this.#next] = signed
    this.#next += 1
    this.#extreme = recent
    if (this.#next === this.period) this.#endBlock()
  }

  #endBlock(): void {
    const block = this.#block
    let extreme = -Infinity
    for (let index = this.period - 1; index >= 0; index -= 1) {
      const signed = block[index] ?? 0
      if (signed > extreme) extreme = signed
      block[index] = extreme
    }
    this.#next = 0
    this.#extreme = -Infinity
  }
}
