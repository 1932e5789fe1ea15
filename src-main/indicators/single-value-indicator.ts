import type { Candle } from '../domain/index.ts'
import type { Indicator, IndicatorValues } from './indicator.ts'

/** An indicator of one column, with the value as a plain number beside it for those who compute with it. */
export abstract class SingleValueIndicator implements Indicator {
  abstract readonly id: string
  abstract readonly warmUpBars: number
  readonly #values = new Float64Array(1)
  readonly #previewed = new Float64Array(1)

  /** Value at the newest closed bar; undefined while it warms up. */
  abstract get value(): number | undefined

  get values(): IndicatorValues {
    this.#values[0] = this.value ?? Number.NaN
    return this.#values
  }

  preview(candle: Candle): IndicatorValues {
    this.#previewed[0] = this.previewValue(candle) ?? Number.NaN
    return this.#previewed
  }

  abstract update(candle: Candle): void
  abstract reset(): void

  /** The value if the forming bar closed like `candle`; changes nothing. */
  abstract previewValue(candle: Candle): number | undefined
}
