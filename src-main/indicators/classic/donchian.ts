import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { Delay, ExtremeValue } from '../running/index.ts'

/**
 * Highest high and lowest low of the `period` bars before this one, and their mean, in price units (R. Donchian's four-week
 * rule, 1960): the bar's own range is left out, so that it can break the channel. width is the bands' distance in shares of
 * their mean.
 */
export class Donchian extends Indicator {
  readonly warmUpBars: number
  readonly #previousHigh = new Delay(1)
  readonly #previousLow = new Delay(1)
  readonly #highest: ExtremeValue
  readonly #lowest: ExtremeValue

  constructor(period: number) {
    super(4)
    this.warmUpBars = period + 1
    this.#highest = ExtremeValue.highest(period)
    this.#lowest = ExtremeValue.lowest(period)
  }

  override compute({ high, low }: Candle, values: Float64Array, commit: boolean): void {
    const upper = this.#highest.next(this.#previousHigh.next(high, commit), commit)
    const lower = this.#lowest.next(this.#previousLow.next(low, commit), commit)
    const center = (upper + lower) / 2
    values[0] = upper
    values[1] = center
    values[2] = lower
    values[3] = (upper - lower) / center
  }

  protected override forget(): void {
    this.#previousHigh.reset()
    this.#previousLow.reset()
    this.#highest.reset()
    this.#lowest.reset()
  }
}

export const donchianDefinition = defineIndicator({
  id: 'donchian',
  title: 'Donchian channel',
  description: "Highest high and lowest low of the bars before this one (Donchian's four-week rule, 1960).",
  placement: 'overlay',
  columns: [
    column('upperBand', 'price'),
    column('centerline', 'price'),
    column('lowerBand', 'price'),
    column('width', 'ratio', { plot: 'none' }),
  ],
  parameters: periodOnly(20),
  create: ({ period }) => new Donchian(period),
})
