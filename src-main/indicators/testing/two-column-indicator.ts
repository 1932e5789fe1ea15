import type { Candle } from '../../domain/index.ts'
import { Indicator } from '../indicator.ts'

/** Highest and lowest price so far; the lowest has a value from the second bar on only. */
export class TwoColumnIndicator extends Indicator {
  readonly warmUpBars = 2
  #bars = 0
  #high = -Infinity
  #low = Infinity

  constructor() {
    super(2)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const high = Math.max(this.#high, candle.high)
    const low = Math.min(this.#low, candle.low)
    values[0] = high
    values[1] = this.#bars + 1 < this.warmUpBars ? Number.NaN : low
    if (!commit) return
    this.#bars += 1
    this.#high = high
    this.#low = low
  }

  protected override forget(): void {
    this.#bars = 0
    this.#high = -Infinity
    this.#low = Infinity
  }
}
