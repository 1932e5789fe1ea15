import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'

/**
 * Heikin-ashi bars, in price units (D. Valcu, Using the Heikin-Ashi Technique, Stocks & Commodities, 2004). The close is the mean
 * of the bar's four prices, the open the middle of the heikin-ashi body before (at first of the bar's own body), high and low
 * are the bar's, widened to hold both.
 */
export class HeikinAshi extends Indicator {
  readonly warmUpBars = 1
  #open = Number.NaN
  #close = Number.NaN

  constructor() {
    super(4)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const close = (candle.open + candle.high + candle.low + candle.close) / 4
    const open = Number.isNaN(this.#open) ? (candle.open + candle.close) / 2 : (this.#open + this.#close) / 2
    values[0] = open
    values[1] = Math.max(candle.high, open, close)
    values[2] = Math.min(candle.low, open, close)
    values[3] = close
    if (!commit) return
    this.#open = open
    this.#close = close
  }

  protected override forget(): void {
    this.#open = Number.NaN
    this.#close = Number.NaN
  }
}

export const heikinAshiDefinition = defineIndicator({
  id: 'heikinAshi',
  title: 'Heikin-ashi',
  description: 'Bars smoothed by averaging each with the one before (Valcu, 2004).',
  placement: 'pane',
  columns: [column('open', 'price'), column('high', 'price'), column('low', 'price'), column('close', 'price')],
  parameters: z.strictObject({}),
  create: () => new HeikinAshi(),
})
