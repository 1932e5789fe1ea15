import type { Candle } from '../domain/index.ts'
import type { Indicator, IndicatorChoice, IndicatorValues } from '../indicators/index.ts'

/** An indicator with what is known of the bar that its values belong to. */
export class IndicatorState {
  readonly choice: IndicatorChoice
  readonly #indicator: Indicator
  #bars = 0
  #bar: Candle | undefined
  #gap = false

  constructor(choice: IndicatorChoice) {
    this.choice = choice
    this.#indicator = choice.create()
  }

  get warmUpBars(): number {
    return this.#indicator.warmUpBars
  }

  /** The newest closed bar that it has taken. */
  get bar(): Candle | undefined {
    return this.#bar
  }

  /** Minutes are missing in {@link bar}, or bars before it. */
  get gap(): boolean {
    return this.#gap
  }

  /** Every column that is not sparse has a value. */
  get isWarm(): boolean {
    return this.#bars >= this.#indicator.warmUpBars
  }

  /** Values at {@link bar}, as known at its close; NaN where there is none. */
  get values(): IndicatorValues {
    return this.#indicator.values
  }

  take(candle: Candle, gap: boolean): void {
    this.#indicator.compute(candle, this.#indicator.values, true)
    this.#bars++
    this.#bar = candle
    this.#gap = gap
  }

  /** Values if the bar after {@link bar} closed like `candle`; undefined for a bar that is not later. */
  preview(candle: Candle): IndicatorValues | undefined {
    if (this.#bar !== undefined && candle.openTimeMs <= this.#bar.openTimeMs) return undefined
    return this.#indicator.preview(candle)
  }

  reset(): void {
    this.#indicator.reset()
    this.#bars = 0
    this.#bar = undefined
    this.#gap = false
  }
}
