import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { Delay, SmoothedMean } from '../running/index.ts'

/**
 * Change of a triple smoothed average since the previous bar, in percent of what it was there (J. Hutson, Good TRIX, Stocks &
 * Commodities, 1983). ema3, in price units, is the exponential average of the average of the average of the close; all three
 * are seeded at bar `period` with the simple mean of the closes so far.
 */
export class Trix extends Indicator {
  readonly warmUpBars: number
  readonly #first: SmoothedMean
  readonly #second: SmoothedMean
  readonly #third: SmoothedMean
  readonly #previous = new Delay(1)

  constructor(period: number) {
    super(2)
    this.warmUpBars = period + 1
    this.#first = SmoothedMean.exponential(period)
    this.#second = SmoothedMean.stacked(period)
    this.#third = SmoothedMean.stacked(period)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    const ema1 = this.#first.next(close, commit)
    const ema2 = this.#second.next(ema1, commit)
    const ema3 = this.#third.next(ema2, commit)
    const previous = this.#previous.next(ema3, commit)
    values[0] = ema3
    values[1] = ((ema3 - previous) / previous) * 100
  }

  protected override forget(): void {
    this.#first.reset()
    this.#second.reset()
    this.#third.reset()
    this.#previous.reset()
  }
}

export const trixDefinition = defineIndicator({
  id: 'trix',
  title: 'TRIX',
  description: 'Change of a triple exponential average of closes from bar to bar, in percent (Hutson, 1983).',
  placement: 'pane',
  columns: [column('ema3', 'price', { plot: 'none' }), column('trix', 'ratio')],
  parameters: periodOnly(14),
  create: ({ period }) => new Trix(period),
})
