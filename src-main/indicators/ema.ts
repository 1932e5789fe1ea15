import type { Candle } from '../domain/index.ts'
import { checkPeriod } from './period.ts'
import { SingleValueIndicator } from './single-value-indicator.ts'

/**
 * Exponential moving average of the close, in price units.
 * Seeded with the simple mean of the first `period` closes, then
 * `ema += (close - ema) * 2 / (period + 1)` (J. Murphy, Technical Analysis of the Financial Markets, ch. 9).
 */
export class Ema extends SingleValueIndicator {
  readonly id = 'ema'
  readonly warmUpBars: number
  readonly #smoothing: number
  #bars = 0
  /** Sum of closes while it warms up, the average afterwards. */
  #state = 0

  /** @throws RangeError unless `period` is a whole number from 1 to 1000. */
  constructor(period: number) {
    super()
    this.warmUpBars = checkPeriod('ema', period)
    this.#smoothing = 2 / (period + 1)
  }

  get value(): number | undefined {
    return this.#bars < this.warmUpBars ? undefined : this.#state
  }

  update(candle: Candle): void {
    this.#state = this.#stateAfter(candle.close)
    if (this.#bars < this.warmUpBars) this.#bars++
  }

  previewValue(candle: Candle): number | undefined {
    return this.#bars < this.warmUpBars - 1 ? undefined : this.#stateAfter(candle.close)
  }

  reset(): void {
    this.#bars = 0
    this.#state = 0
  }

  #stateAfter(close: number): number {
    if (this.#bars >= this.warmUpBars) return this.#state + (close - this.#state) * this.#smoothing
    const sum = this.#state + close
    return this.#bars === this.warmUpBars - 1 ? sum / this.warmUpBars : sum
  }
}
