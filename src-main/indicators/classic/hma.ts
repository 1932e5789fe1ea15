import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { WeightedMean } from '../running/index.ts'

/**
 * Hull moving average of the close, in price units: a weighted average over √period bars of twice the weighted average over
 * half the period less that over all of it (A. Hull, Reducing Lag in a Moving Average, 2005). Half and root are rounded down.
 */
export class Hma extends Indicator {
  readonly warmUpBars: number
  readonly #half: WeightedMean
  readonly #whole: WeightedMean
  readonly #smoothing: WeightedMean

  /** @param period - At least 2. */
  constructor(period: number) {
    super()
    const root = Math.floor(Math.sqrt(period))
    this.warmUpBars = period + root - 1
    this.#half = new WeightedMean(Math.floor(period / 2))
    this.#whole = new WeightedMean(period)
    this.#smoothing = new WeightedMean(root)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    const half = this.#half.next(close, commit)
    const whole = this.#whole.next(close, commit)
    values[0] = this.#smoothing.next(half + (half - whole), commit)
  }

  protected override forget(): void {
    this.#half.reset()
    this.#whole.reset()
    this.#smoothing.reset()
  }
}

export const hmaDefinition = defineIndicator({
  id: 'hma',
  title: 'Hull moving average',
  description: 'Weighted averages of closes, combined so that they lag little and stay smooth (Hull, 2005).',
  placement: 'overlay',
  columns: [column('hma', 'price')],
  parameters: periodOnly(20, { min: 2 }),
  create: ({ period }) => new Hma(period),
})
