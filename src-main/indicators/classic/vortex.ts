import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { RatioOfSums, TrueRange } from '../running/index.ts'

/**
 * Vortex indicator: distances from each low to the next high (`pvi`) and from each high to the next low (`nvi`), summed over
 * `period` bars, as a share of the true range in them (E. Botes and D. Siepman, The Vortex Indicator, Stocks & Commodities,
 * January 2010). The first bar has none. Without any true range both are 0.
 */
export class Vortex extends Indicator {
  readonly warmUpBars: number
  readonly #trueRange = new TrueRange()
  readonly #up: RatioOfSums
  readonly #down: RatioOfSums
  #high = Number.NaN
  #low = Number.NaN

  constructor(period: number) {
    super(2)
    this.warmUpBars = period + 1
    this.#up = new RatioOfSums(period)
    this.#down = new RatioOfSums(period)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const range = this.#trueRange.next(candle, commit)
    values[0] = this.#up.next(Math.abs(candle.high - this.#low), range, commit)
    values[1] = this.#down.next(Math.abs(candle.low - this.#high), range, commit)
    if (!commit) return
    this.#high = candle.high
    this.#low = candle.low
  }

  protected override forget(): void {
    this.#trueRange.reset()
    this.#up.reset()
    this.#down.reset()
    this.#high = Number.NaN
    this.#low = Number.NaN
  }
}

export const vortexDefinition = defineIndicator({
  id: 'vortex',
  title: 'Vortex',
  description:
    'Distances from lows to later highs, and from highs to later lows, per true range (Botes and Siepman, 2010).',
  placement: 'pane',
  columns: [column('pvi', 'oscillator'), column('nvi', 'oscillator')],
  parameters: periodOnly(14),
  create: ({ period }) => new Vortex(period),
})
