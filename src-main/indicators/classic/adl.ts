import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { RunningTotal } from '../running/index.ts'
import { moneyFlowMultiplier } from './money-flow-multiplier.ts'

/**
 * Accumulation/distribution line (M. Chaikin; in S. Achelis, Technical Analysis from A to Z, 2000): the running total of each bar's
 * volume, weighed by where the close lies in the bar's range, from -1 at the low to 1 at the high. It starts with the first
 * bar's flow. A bar without range has the weight 0. Flow and line are in base units.
 */
export class Adl extends Indicator {
  readonly warmUpBars = 1
  readonly #total = new RunningTotal()

  constructor() {
    super(3)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const multiplier = moneyFlowMultiplier(candle)
    const flow = multiplier * candle.volume
    values[0] = multiplier
    values[1] = flow
    values[2] = this.#total.next(flow, commit)
  }

  protected override forget(): void {
    this.#total.reset()
  }
}

export const adlDefinition = defineIndicator({
  id: 'adl',
  title: 'Accumulation/distribution line',
  description:
    'Running total of volume, weighed by where the close lies in the range of its bar (Chaikin; Achelis, 2000).',
  placement: 'pane',
  countsEveryBar: true,
  columns: [
    column('moneyFlowMultiplier', 'oscillator', { plot: 'none' }),
    column('moneyFlowVolume', 'volume', { plot: 'none' }),
    column('adl', 'volume'),
  ],
  parameters: z.strictObject({}),
  create: () => new Adl(),
})
