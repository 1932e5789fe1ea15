import type { Candle } from '../domain/index.ts'

/** One value per column, in the order of the definition's `columns`; NaN while there is none. */
export type IndicatorValues = ArrayLike<number>

/**
 * Values per column and bar, computed incrementally by one formula that serves both, the closed bar and the forming one. Pure:
 * the same bars in the same order always give the same values. Allocates nothing after it was made.
 */
export abstract class Indicator {
  /** Bars that must have closed before every column that is not sparse has a value. */
  abstract readonly warmUpBars: number
  /** Values at the newest closed bar: the same array at every bar, to be read and not written. */
  readonly values: Float64Array
  readonly #previewed: Float64Array

  /** @param columnCount - Values that it has at a bar. */
  constructor(columnCount = 1) {
    this.values = new Float64Array(columnCount).fill(Number.NaN)
    this.#previewed = new Float64Array(columnCount).fill(Number.NaN)
  }

  /** The first column at the newest closed bar; undefined while there is none. */
  get value(): number | undefined {
    const [value = Number.NaN] = this.values
    return Number.isNaN(value) ? undefined : value
  }

  /** Takes the next closed bar. */
  update(candle: Candle): void {
    this.compute(candle, this.values, true)
  }

  /**
   * The values if the forming bar closed like `candle`; changes nothing that `update` builds on. They belong to the
   * indicator: read them before the next call.
   */
  preview(candle: Candle): IndicatorValues {
    this.compute(candle, this.#previewed, false)
    return this.#previewed
  }

  /** Forgets every bar. */
  reset(): void {
    this.values.fill(Number.NaN)
    this.forget()
  }

  /**
   * Writes every column at `candle` into `values`, NaN where there is none. What `update` and `preview` do; called at once by
   * those that drive many indicators, whom the step between would cost a quarter of their time.
   * @param commit - True for a closed bar, which becomes part of the state; false leaves the state as it is.
   */
  abstract compute(candle: Candle, values: Float64Array, commit: boolean): void

  /** Back to the state before the first bar. */
  protected abstract forget(): void
}
