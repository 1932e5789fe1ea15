import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { Delay } from '../running/index.ts'

/**
 * Change of the close since `period` bars ago: momentum in price units, roc in percent of the earlier close (J. Murphy,
 * Technical Analysis of the Financial Markets, ch. 10).
 */
export class Roc extends Indicator {
  readonly warmUpBars: number
  readonly #earlier: Delay

  constructor(period: number) {
    super(2)
    this.warmUpBars = period + 1
    this.#earlier = new Delay(period)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    const earlier = this.#earlier.next(close, commit)
    const momentum = close - earlier
    values[0] = momentum
    values[1] = (momentum / earlier) * 100
  }

  protected override forget(): void {
    this.#earlier.reset()
  }
}

export const rocDefinition = defineIndicator({
  id: 'roc',
  title: 'Rate of change',
  description: 'Change of the close over a number of bars, as a price and in percent (Murphy, 1999).',
  placement: 'pane',
  columns: [column('momentum', 'spread', { plot: 'none' }), column('roc', 'ratio')],
  parameters: periodOnly(14),
  create: ({ period }) => new Roc(period),
})
