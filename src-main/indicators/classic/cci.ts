import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { typicalPrice } from './typical-price.ts'

/** Lambert's constant, by which most values lie within -100 and 100. */
const SCALE = 0.015

/**
 * Commodity channel index: how far the typical price is from its simple mean over `period` bars, in units of 0.015 times
 * their mean absolute deviation (D. Lambert, Commodity Channel Index, Commodities, October 1980). No value where that
 * deviation is zero, in a flat window. The mean deviation moves with the mean, so each bar looks at the whole window.
 */
export class Cci extends Indicator {
  readonly warmUpBars: number
  readonly #window: Float64Array
  #next = 0
  #count = 0

  constructor(period: number) {
    super()
    this.warmUpBars = period
    this.#window = new Float64Array(period)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const price = typicalPrice(candle)
    const leaving = this.#window[this.#next] ?? 0
    this.#window[this.#next] = price
    values[0] = this.#count + 1 < this.warmUpBars ? Number.NaN : this.#indexOf(price)
    if (commit) this.#advance()
    else this.#window[this.#next] = leaving
  }

  protected override forget(): void {
    this.#next = 0
    this.#count = 0
  }

  #advance(): void {
    this.#next = this.#next + 1 === this.warmUpBars ? 0 : this.#next + 1
    if (this.#count < this.warmUpBars) this.#count += 1
  }

  /** Prices are measured from the newest: near by, those distances are exact, and a flat window has none at all. */
  #indexOf(price: number): number {
    const period = this.warmUpBars
    let sum = 0
    for (let index = 0; index < period; index += 1) sum += (this.#window[index] ?? 0) - price
    const mean = sum / period
    let deviations = 0
    for (let index = 0; index < period; index += 1) deviations += Math.abs((this.#window[index] ?? 0) - price - mean)
    return deviations === 0 ? Number.NaN : -mean / (SCALE * (deviations / period))
  }
}

export const cciDefinition = defineIndicator({
  id: 'cci',
  title: 'Commodity channel index',
  description:
    'Distance of the typical price from its mean, in mean deviations; no value in a flat window (Lambert, 1980).',
  placement: 'pane',
  columns: [column('cci', 'oscillator', { sparse: true })],
  parameters: periodOnly(20, { min: 2 }),
  create: ({ period }) => new Cci(period),
})
