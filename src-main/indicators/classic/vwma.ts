import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { RatioOfSums, RunningMean } from '../running/index.ts'

/**
 * Volume-weighted moving average: the mean of the newest `period` closes, each weighing as much as was traded in its bar, in
 * price units (B. Dormeier, Investing with Volume Analysis, 2011). Where nothing was traded in all of them, their simple mean.
 */
export class Vwma extends Indicator {
  readonly warmUpBars: number
  readonly #weighted: RatioOfSums
  readonly #simple: RunningMean

  constructor(period: number) {
    super()
    this.warmUpBars = period
    this.#weighted = new RatioOfSums(period, Number.NaN)
    this.#simple = new RunningMean(period)
  }

  override compute({ close, volume }: Candle, values: Float64Array, commit: boolean): void {
    const weighted = this.#weighted.next(close * volume, volume, commit)
    const simple = this.#simple.next(close, commit)
    values[0] = Number.isNaN(weighted) ? simple : weighted
  }

  protected override forget(): void {
    this.#weighted.reset()
    this.#simple.reset()
  }
}

export const vwmaDefinition = defineIndicator({
  id: 'vwma',
  title: 'Volume-weighted moving average',
  description: 'Mean of the newest closes, each weighing as much as was traded in its bar (Dormeier, 2011).',
  placement: 'overlay',
  columns: [column('vwma', 'price')],
  parameters: periodOnly(20),
  create: ({ period }) => new Vwma(period),
})
