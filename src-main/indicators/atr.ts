import type { Candle } from '../domain/index.ts'
import { checkPeriod } from './period.ts'
import { SingleValueIndicator } from './single-value-indicator.ts'

/**
 * Average true range, in price units (J. Welles Wilder, New Concepts in Technical Trading Systems, 1978).
 * True range is the largest of high - low, |high - previous close| and |low - previous close|, so the first bar has none.
 * Seeded with the mean of the first `period` true ranges, then `atr += (tr - atr) / period`.
 */
export class Atr extends SingleValueIndicator {
  readonly id = 'atr'
  readonly warmUpBars: number
  readonly #period: number
  #bars = 0
  #previousClose = 0
  /** Sum of true ranges while it warms up, the average afterwards. */
  #state = 0

  /** @throws RangeError unless `period` is a whole number from 1 to 1000. */
  constructor(period: number) {
    super()
    this.#period = checkPeriod('atr', period)
    this.warmUpBars = period + 1
  }

  get value(): number | undefined {
    return this.#bars < this.warmUpBars ? undefined : this.#state
  }

  update(candle: Candle): void {
    if (this.#bars > 0) this.#state = this.#stateAfter(candle)
    if (this.#bars < this.warmUpBars) this.#bars++
    this.#previousClose = candle.close
  }

  previewValue(candle: Candle): number | undefined {
    return this.#bars < this.#period ? undefined : this.#stateAfter(candle)
  }

  reset(): void {
    this.#bars = 0
    this.#previousClose = 0
    this.#state = 0
  }

  #stateAfter(candle: Candle): number {
    const range = trueRange(candle, this.#previousClose)
    if (this.#bars >= this.warmUpBars) return this.#state + (range - this.#state) / this.#period
    const sum = this.#state + range
    return this.#bars === this.#period ? sum / this.#period : sum
  }
}

/** Distance the price covered since the previous close, in price units. */
function trueRange(candle: Candle, previousClose: number): number {
  return Math.max(candle.high, previousClose) - Math.min(candle.low, previousClose)
}
