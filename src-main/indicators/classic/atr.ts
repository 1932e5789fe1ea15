import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { SmoothedMean, TrueRange } from '../running/index.ts'

/**
 * True range of the bar and its average, in price units, and the average in percent of the close (J. Welles Wilder, New
 * Concepts in Technical Trading Systems, 1978). The first bar has no true range. The average is seeded with the mean of the first
 * `period` true ranges, then `atr += (tr - atr) / period`.
 */
export class Atr extends Indicator {
  readonly warmUpBars: number
  readonly #range = new TrueRange()
  readonly #mean: SmoothedMean

  constructor(period: number) {
    super(3)
    this.warmUpBars = period + 1
    this.#mean = SmoothedMean.wilder(period)
  }

  /** The average at the newest closed bar; undefined while it warms up. */
  override get value(): number | undefined {
    const [, atr = Number.NaN] = this.values
    return Number.isNaN(atr) ? undefined : atr
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const range = this.#range.next(candle, commit)
    const atr = this.#mean.next(range, commit)
    values[0] = range
    values[1] = atr
    values[2] = (atr / candle.close) * 100
  }

  protected override forget(): void {
    this.#range.reset()
    this.#mean.reset()
  }
}

export const atrDefinition = defineIndicator({
  id: 'atr',
  title: 'Average true range',
  description: 'How far the price moves in a bar on average, gaps included (Wilder, 1978).',
  placement: 'pane',
  columns: [
    column('tr', 'spread', { plot: 'none' }),
    column('atr', 'spread'),
    column('atrp', 'ratio', { plot: 'none' }),
  ],
  parameters: periodOnly(14),
  create: ({ period }) => new Atr(period),
})
