import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { WeightedMean } from '../running/index.ts'

/**
 * Linearly weighted moving average: the mean of the newest `period` closes with the weights `period` for the newest to 1 for
 * the oldest, in price units (J. Murphy, Technical Analysis of the Financial Markets, ch. 9).
 */
export class Wma extends Indicator {
  readonly warmUpBars: number
  readonly #mean: WeightedMean

  constructor(period: number) {
    super()
    this.warmUpBars = period
    this.#mean = new WeightedMean(period)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    values[0] = this.#mean.next(close, commit)
  }

  protected override forget(): void {
    this.#mean.reset()
  }
}

export const wmaDefinition = defineIndicator({
  id: 'wma',
  title: 'Weighted moving average',
  description: 'Mean of the newest closes, whose weights fall evenly from the newest to the oldest (Murphy, 1999).',
  placement: 'overlay',
  columns: [column('wma', 'price')],
  parameters: periodOnly(20),
  create: ({ period }) => new Wma(period),
})
