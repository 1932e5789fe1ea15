import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { RunningExtreme } from '../running/index.ts'

/**
 * How recent the highest high and the lowest low of this bar and the `period` bars before it are: 100 at this bar, 0 when
 * `period` bars ago (T. Chande, The Time Price Oscillator, Stocks & Commodities, September 1995). Among equal extremes the
 * oldest counts, so a flat price has 0 for both. `oscillator` is up less down, from -100 to 100.
 */
export class Aroon extends Indicator {
  readonly warmUpBars: number
  readonly #period: number
  readonly #highest: RunningExtreme
  readonly #lowest: RunningExtreme

  constructor(period: number) {
    super(3)
    this.warmUpBars = period + 1
    this.#period = period
    this.#highest = RunningExtreme.highest(period + 1)
    this.#lowest = RunningExtreme.lowest(period + 1)
  }

  override compute({ high, low }: Candle, values: Float64Array, commit: boolean): void {
    const isWarm = !Number.isNaN(this.#highest.next(high, commit))
    this.#lowest.next(low, commit)
    const up = isWarm ? this.#recency(this.#highest.barsAgo) : Number.NaN
    const down = isWarm ? this.#recency(this.#lowest.barsAgo) : Number.NaN
    values[0] = up
    values[1] = down
    values[2] = up - down
  }

  protected override forget(): void {
    this.#highest.reset()
    this.#lowest.reset()
  }

  #recency(barsAgo: number): number {
    return ((this.#period - barsAgo) / this.#period) * 100
  }
}

export const aroonDefinition = defineIndicator({
  id: 'aroon',
  title: 'Aroon',
  description: 'How recent the highest high and the lowest low are, from 0 to 100 at this bar (Chande, 1995).',
  placement: 'pane',
  columns: [
    column('aroonUp', 'oscillator'),
    column('aroonDown', 'oscillator'),
    column('oscillator', 'oscillator', { plot: 'none' }),
  ],
  parameters: periodOnly(25),
  create: ({ period }) => new Aroon(period),
})
