import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { RatioOfSums } from '../running/index.ts'
import { moneyFlowMultiplier } from './money-flow-multiplier.ts'

/**
 * Chaikin money flow, from -1 to 1: money flow volume of the newest `period` bars as a share of their volume (M. Chaikin).
 * `moneyFlowMultiplier` is where the close lies in the bar's range, -1 at the low and 1 at the high, `moneyFlowVolume` that
 * times the volume, in base units. In a bar without range both are 0; without any volume cmf is 0.
 */
export class Cmf extends Indicator {
  readonly warmUpBars: number
  readonly #share: RatioOfSums

  constructor(period: number) {
    super(3)
    this.warmUpBars = period
    this.#share = new RatioOfSums(period)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const multiplier = moneyFlowMultiplier(candle)
    const flow = multiplier * candle.volume
    values[0] = multiplier
    values[1] = flow
    values[2] = this.#share.next(flow, candle.volume, commit)
  }

  protected override forget(): void {
    this.#share.reset()
  }
}

export const cmfDefinition = defineIndicator({
  id: 'cmf',
  title: 'Chaikin money flow',
  description: 'Volume weighed by where the close lies in the bar, as a share of all volume, from -1 to 1 (Chaikin).',
  placement: 'pane',
  columns: [
    column('moneyFlowMultiplier', 'oscillator', { plot: 'none' }),
    column('moneyFlowVolume', 'volume', { plot: 'none' }),
    column('cmf', 'oscillator'),
  ],
  parameters: periodOnly(20),
  create: ({ period }) => new Cmf(period),
})
