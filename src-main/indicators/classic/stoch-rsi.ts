import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodParameter } from '../parameters.ts'
import { ExtremeValue, RunningSum } from '../running/index.ts'
import { rangePosition } from './range-position.ts'
import { RelativeStrength } from './relative-strength.ts'

/** Bars of the windows of the stochastic RSI. */
export interface StochRsiPeriods {
  readonly rsiPeriod: number
  readonly stochPeriod: number
  readonly signal: number
  readonly smooth: number
}

/**
 * Where the relative strength index lies in the range of its newest `stochPeriod` values, from 0 to 100 (T. Chande and
 * S. Kroll, The New Technical Trader, 1994). `stochRsi` is the simple mean of `smooth` such positions, `signal` the mean of
 * `signal` of those. Where the index stood still, the position is 0.
 */
export class StochRsi extends Indicator {
  readonly warmUpBars: number
  readonly #strength: RelativeStrength
  readonly #highest: ExtremeValue
  readonly #lowest: ExtremeValue
  readonly #positions: RunningSum
  readonly #oscillators: RunningSum

  constructor({ rsiPeriod, stochPeriod, signal, smooth }: StochRsiPeriods) {
    super(2)
    this.warmUpBars = rsiPeriod + stochPeriod + smooth + signal - 2
    this.#strength = new RelativeStrength(rsiPeriod)
    this.#highest = ExtremeValue.highest(stochPeriod)
    this.#lowest = ExtremeValue.lowest(stochPeriod)
    this.#positions = new RunningSum(smooth)
    this.#oscillators = new RunningSum(signal)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    const strength = this.#strength.next(close, commit)
    const highest = this.#highest.next(strength, commit)
    const lowest = this.#lowest.next(strength, commit)
    const position = rangePosition(strength, lowest, highest)
    const oscillator = this.#positions.next(position, commit) / this.#positions.period
    values[0] = oscillator
    values[1] = this.#oscillators.next(oscillator, commit) / this.#oscillators.period
  }

  protected override forget(): void {
    this.#strength.reset()
    this.#highest.reset()
    this.#lowest.reset()
    this.#positions.reset()
    this.#oscillators.reset()
  }
}

export const stochRsiDefinition = defineIndicator({
  id: 'stochRsi',
  title: 'Stochastic RSI',
  description: 'Where the relative strength index lies in its own range, from 0 to 100 (Chande and Kroll, 1994).',
  placement: 'pane',
  columns: [column('stochRsi', 'oscillator'), column('signal', 'oscillator')],
  parameters: z.strictObject({
    rsiPeriod: periodParameter(14, {
      title: 'RSI period',
      description: 'Bars that the gains and losses are averaged over.',
    }),
    stochPeriod: periodParameter(14, {
      title: 'Range period',
      description: 'Values of the index that its range is taken of.',
    }),
    signal: periodParameter(3, { title: 'Signal', description: 'Bars that the signal line averages.' }),
    smooth: periodParameter(1, {
      title: 'Smoothing',
      description: 'Bars that the oscillator averages; 1 leaves it raw.',
    }),
  }),
  create: (periods) => new StochRsi(periods),
})
