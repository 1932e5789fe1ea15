import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { SmoothedMean } from '../running/index.ts'

/**
 * Smoothed moving average of the close, in price units: Wilder's mean. Seeded with the simple mean of the first `period`
 * closes, then `smma += (close - smma) / period` (J. Welles Wilder, New Concepts in Technical Trading Systems, 1978).
 */
export class Smma extends Indicator {
  readonly warmUpBars: number
  readonly #mean: SmoothedMean

  constructor(period: number) {
    super()
    this.warmUpBars = period
    this.#mean = SmoothedMean.wilder(period)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    values[0] = this.#mean.next(close, commit)
  }

  protected override forget(): void {
    this.#mean.reset()
  }
}

export const smmaDefinition = defineIndicator({
  id: 'smma',
  title: 'Smoothed moving average',
  description: 'Average of closes in which the newest weighs 1 / period, seeded with the simple mean (Wilder, 1978).',
  placement: 'overlay',
  columns: [column('smma', 'price')],
  parameters: periodOnly(20),
  create: ({ period }) => new Smma(period),
})
