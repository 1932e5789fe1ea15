import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { SmoothedMean } from '../running/index.ts'

/**
 * Triple exponential moving average of the close, in price units: `3 ema1 - 3 ema2 + ema3`, where each is the exponential
 * average of the one before (P. Mulloy, Smoothing Data with Faster Moving Averages, Stocks & Commodities, 1994). All three are
 * seeded at bar `period` with the simple mean of the closes so far.
 */
export class Tema extends Indicator {
  readonly warmUpBars: number
  readonly #first: SmoothedMean
  readonly #second: SmoothedMean
  readonly #third: SmoothedMean

  constructor(period: number) {
    super()
    this.warmUpBars = period
    this.#first = SmoothedMean.exponential(period)
    this.#second = SmoothedMean.stacked(period)
    this.#third = SmoothedMean.stacked(period)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    const ema1 = this.#first.next(close, commit)
    const ema2 = this.#second.next(ema1, commit)
    const ema3 = this.#third.next(ema2, commit)
    values[0] = ema3 + 3 * (ema1 - ema2)
  }

  protected override forget(): void {
    this.#first.reset()
    this.#second.reset()
    this.#third.reset()
  }
}

export const temaDefinition = defineIndicator({
  id: 'tema',
  title: 'Triple exponential moving average',
  description: 'Exponential average of closes, corrected twice for its lag by averages of itself (Mulloy, 1994).',
  placement: 'overlay',
  columns: [column('tema', 'price')],
  parameters: periodOnly(20),
  create: ({ period }) => new Tema(period),
})
