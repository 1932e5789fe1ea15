import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodParameter } from '../parameters.ts'
import { ExtremeValue, RunningSum } from '../running/index.ts'
import { rangePosition } from './range-position.ts'

/** Bars of the stochastic's windows. */
export interface StochasticPeriods {
  readonly period: number
  readonly signal: number
  readonly smooth: number
}

/**
 * Where the close lies in the range of the newest `period` bars, from 0 to 100 (G. Lane, Lane's Stochastics, 1984).
 * `oscillator` is the slow %K, the simple mean of `smooth` such positions; `signal` is %D, the mean of `signal` oscillators;
 * `percentJ` is 3 %K - 2 %D, which may leave 0 to 100. In a flat range the position is 0.
 */
export class Stochastic extends Indicator {
  readonly warmUpBars: number
  readonly #highest: ExtremeValue
  readonly #lowest: ExtremeValue
  readonly #positions: RunningSum
  readonly #oscillators: RunningSum

  constructor({ period, signal, smooth }: StochasticPeriods) {
    super(3)
    this.warmUpBars = period + smooth + signal - 2
    this.#highest = ExtremeValue.highest(period)
    this.#lowest = ExtremeValue.lowest(period)
    this.#positions = new RunningSum(smooth)
    this.#oscillators = new RunningSum(signal)
  }

  override compute({ high, low, close }: Candle, values: Float64Array, commit: boolean): void {
    const highest = this.#highest.next(high, commit)
    const lowest = this.#lowest.next(low, commit)
    const position = rangePosition(close, lowest, highest)
    const oscillator = this.#positions.next(position, commit) / this.#positions.period
    const signal = this.#oscillators.next(oscillator, commit) / this.#oscillators.period
    values[0] = oscillator
    values[1] = signal
    values[2] = 3 * oscillator - 2 * signal
  }

  protected override forget(): void {
    this.#highest.reset()
    this.#lowest.reset()
    this.#positions.reset()
    this.#oscillators.reset()
  }
}

export const stochasticDefinition = defineIndicator({
  id: 'stochastic',
  title: 'Stochastic oscillator',
  description: 'Where the close lies between the lowest low and the highest high, from 0 to 100 (Lane, 1984).',
  placement: 'pane',
  columns: [column('oscillator', 'oscillator'), column('signal', 'oscillator'), column('percentJ', 'oscillator')],
  parameters: z.strictObject({
    period: periodParameter(14),
    signal: periodParameter(3, { title: 'Signal', description: 'Bars that the signal line averages.' }),
    smooth: periodParameter(3, {
      title: 'Smoothing',
      description: 'Bars that the oscillator averages; 1 leaves it raw.',
    }),
  }),
  create: (periods) => new Stochastic(periods),
})
