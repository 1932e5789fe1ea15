import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { SmoothedMean } from '../running/index.ts'

/**
 * Exponential moving average of the close, in price units.
 * Seeded with the simple mean of the first `period` closes, then
 * `ema += (close - ema) * 2 / (period + 1)` (J. Murphy, Technical Analysis of the Financial Markets, ch. 9).
 */
export class Ema extends Indicator {
  readonly warmUpBars: number
  readonly #mean: SmoothedMean

  constructor(period: number) {
    super()
    this.warmUpBars = period
    this.#mean = SmoothedMean.exponential(period)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    values[0] = this.#mean.next(close, commit)
  }

  protected override forget(): void {
    this.#mean.reset()
  }
}

export const emaDefinition = defineIndicator({
  id: 'ema',
  title: 'Exponential moving average',
  description:
    'Average of closes that weighs the newest most: 2 / (period + 1), seeded with the simple mean (Murphy, 1999).',
  placement: 'overlay',
  columns: [column('ema', 'price')],
  parameters: periodOnly(20),
  create: ({ period }) => new Ema(period),
})
