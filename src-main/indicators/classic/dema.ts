import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { SmoothedMean } from '../running/index.ts'

/**
 * Double exponential moving average of the close, in price units: `2 ema1 - ema2`, where ema2 is the exponential average of
 * ema1; it lags less than either (P. Mulloy, Smoothing Data with Faster Moving Averages, Stocks & Commodities, 1994). Both are
 * seeded at bar `period` with the simple mean of the closes so far.
 */
export class Dema extends Indicator {
  readonly warmUpBars: number
  readonly #first: SmoothedMean
  readonly #second: SmoothedMean

  constructor(period: number) {
    super()
    this.warmUpBars = period
    this.#first = SmoothedMean.exponential(period)
    this.#second = SmoothedMean.stacked(period)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    const ema1 = this.#first.next(close, commit)
    const ema2 = this.#second.next(ema1, commit)
    values[0] = ema1 + (ema1 - ema2)
  }

  protected override forget(): void {
    this.#first.reset()
    this.#second.reset()
  }
}

export const demaDefinition = defineIndicator({
  id: 'dema',
  title: 'Double exponential moving average',
  description: 'Exponential average of closes, corrected for its lag by the average of itself (Mulloy, 1994).',
  placement: 'overlay',
  columns: [column('dema', 'price')],
  parameters: periodOnly(20),
  create: ({ period }) => new Dema(period),
})
