import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { RunningDeviation } from '../running/index.ts'

/**
 * Population standard deviation and mean of the newest `period` closes, in price units, and zScore, the close's distance from
 * the mean in deviations (P. Kaufman, Trading Systems and Methods, ch. 2). Where the window is flat, zScore is 0.
 */
export class StdDev extends Indicator {
  readonly warmUpBars: number
  readonly #deviation: RunningDeviation

  constructor(period: number) {
    super(3)
    this.warmUpBars = period
    this.#deviation = new RunningDeviation(period)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    const deviation = this.#deviation.next(close, commit)
    const { mean } = this.#deviation
    values[0] = deviation
    values[1] = mean
    values[2] = deviation === 0 ? 0 : (close - mean) / deviation
  }

  protected override forget(): void {
    this.#deviation.reset()
  }
}

export const stdDevDefinition = defineIndicator({
  id: 'stdDev',
  title: 'Standard deviation',
  description: 'How far the newest closes scatter around their mean (population standard deviation, Kaufman, 2013).',
  placement: 'pane',
  columns: [
    column('stdDev', 'spread'),
    column('mean', 'price', { plot: 'none' }),
    column('zScore', 'oscillator', { plot: 'none' }),
  ],
  parameters: periodOnly(14, { min: 2 }),
  create: ({ period }) => new StdDev(period),
})
