import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { RatioOfSums } from '../running/index.ts'
import { typicalPrice } from './typical-price.ts'

/**
 * Money flow index, from 0 to 100: of the typical price times volume of the newest `period` bars whose typical price
 * changed, the share of those where it rose (G. Quong and A. Soudack, Volume-Weighted RSI: Money Flow, Stocks & Commodities,
 * March 1989). A bar with the typical price of the bar before counts for neither side; without any falling flow it is 100.
 */
export class Mfi extends Indicator {
  readonly warmUpBars: number
  readonly #rising: RatioOfSums
  #price = Number.NaN

  constructor(period: number) {
    super()
    this.warmUpBars = period + 1
    this.#rising = new RatioOfSums(period, 1)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const price = typicalPrice(candle)
    const change = price - this.#price
    const flow = change === 0 ? 0 : price * candle.volume
    const risingFlow = Number.isNaN(change) ? Number.NaN : flow * Number(change > 0)
    if (commit) this.#price = price
    values[0] = this.#rising.next(risingFlow, flow, commit) * 100
  }

  protected override forget(): void {
    this.#price = Number.NaN
    this.#rising.reset()
  }
}

export const mfiDefinition = defineIndicator({
  id: 'mfi',
  title: 'Money flow index',
  description: 'Share of rising money flow, typical price times volume, from 0 to 100 (Quong and Soudack, 1989).',
  placement: 'pane',
  columns: [column('mfi', 'ratio')],
  parameters: periodOnly(14),
  create: ({ period }) => new Mfi(period),
})
