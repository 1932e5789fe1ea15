import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { ExtremeValue } from '../running/index.ts'
import { rangePosition } from './range-position.ts'

/**
 * Where the close lies in the range of the newest `period` bars: -100 at the lowest low, 0 at the highest high (L. Williams,
 * How I Made One Million Dollars Last Year Trading Commodities, 1973). In a flat range it is -100.
 */
export class WilliamsR extends Indicator {
  readonly warmUpBars: number
  readonly #highest: ExtremeValue
  readonly #lowest: ExtremeValue

  constructor(period: number) {
    super()
    this.warmUpBars = period
    this.#highest = ExtremeValue.highest(period)
    this.#lowest = ExtremeValue.lowest(period)
  }

  override compute({ high, low, close }: Candle, values: Float64Array, commit: boolean): void {
    const highest = this.#highest.next(high, commit)
    const lowest = this.#lowest.next(low, commit)
    values[0] = rangePosition(close, lowest, highest) - 100
  }

  protected override forget(): void {
    this.#highest.reset()
    this.#lowest.reset()
  }
}

export const williamsRDefinition = defineIndicator({
  id: 'williamsR',
  title: 'Williams %R',
  description: 'Where the close lies between the lowest low and the highest high, from -100 to 0 (Williams, 1973).',
  placement: 'pane',
  columns: [column('williamsR', 'oscillator')],
  parameters: periodOnly(14),
  create: ({ period }) => new WilliamsR(period),
})
