import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { RunningMean } from '../running/index.ts'

/** Simple moving average: the mean of the newest `period` closes, in price units (Murphy, ch. 9). */
export class Sma extends Indicator {
  readonly warmUpBars: number
  readonly #mean: RunningMean

  constructor(period: number) {
    super()
    this.warmUpBars = period
    this.#mean = new RunningMean(period)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    values[0] = this.#mean.next(close, commit)
  }

  protected override forget(): void {
    this.#mean.reset()
  }
}

export const smaDefinition = defineIndicator({
  id: 'sma',
  title: 'Simple moving average',
  description: 'Mean of the newest closes, each weighing the same (Murphy, 1999).',
  placement: 'overlay',
  columns: [column('sma', 'price')],
  parameters: periodOnly(20),
  create: ({ period }) => new Sma(period),
})
