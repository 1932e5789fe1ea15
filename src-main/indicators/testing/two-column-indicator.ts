import type { Candle } from '../../domain/index.ts'
import type { Indicator, IndicatorValues } from '../indicator.ts'

/** Highest and lowest price so far; the lowest has a value from the second bar on only. */
export class TwoColumnIndicator implements Indicator {
  readonly id = 'two-columns'
  readonly warmUpBars = 2
  readonly #values = Float64Array.of(Number.NaN, Number.NaN)
  readonly #previewed = Float64Array.of(Number.NaN, Number.NaN)
  #bars = 0
  #low = Infinity

  get values(): IndicatorValues {
    return this.#values
  }

  update({ high, low }: Candle): void {
    this.#bars += 1
    this.#low = Math.min(this.#low, low)
    this.#values[0] = this.#bars === 1 ? high : Math.max(this.#values[0] ?? high, high)
    if (this.#bars >= this.warmUpBars) this.#values[1] = this.#low
  }

  preview({ high, low }: Candle): IndicatorValues {
    this.#previewed[0] = this.#bars === 0 ? high : Math.max(this.#values[0] ?? high, high)
    this.#previewed[1] = this.#bars + 1 < this.warmUpBars ? Number.NaN : Math.min(this.#low, low)
    return this.#previewed
  }

  reset(): void {
    this.#bars = 0
    this.#low = Infinity
    this.#values.fill(Number.NaN)
  }
}
