import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodParameter } from '../parameters.ts'
import { SmoothedMean } from '../running/index.ts'

export interface MacdPeriods {
  readonly fast: number
  /** Above `fast`. */
  readonly slow: number
  readonly signal: number
}

/**
 * Moving average convergence/divergence, in price units: the fast exponential average of the close less the slow one, the
 * exponential average of that (signal), and their difference (histogram) (G. Appel, The Moving Average Convergence-Divergence
 * Trading Method, 1979). Every average is seeded with the simple mean of its first inputs.
 */
export class Macd extends Indicator {
  readonly warmUpBars: number
  readonly #fast: SmoothedMean
  readonly #slow: SmoothedMean
  readonly #signal: SmoothedMean

  constructor({ fast, slow, signal }: MacdPeriods) {
    super(5)
    this.warmUpBars = slow + signal - 1
    this.#fast = SmoothedMean.exponential(fast)
    this.#slow = SmoothedMean.exponential(slow)
    this.#signal = SmoothedMean.exponential(signal)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    const fast = this.#fast.next(close, commit)
    const slow = this.#slow.next(close, commit)
    const macd = fast - slow
    const signal = this.#signal.next(macd, commit)
    values[0] = macd
    values[1] = signal
    values[2] = macd - signal
    values[3] = fast
    values[4] = slow
  }

  protected override forget(): void {
    this.#fast.reset()
    this.#slow.reset()
    this.#signal.reset()
  }
}

export const macdDefinition = defineIndicator({
  id: 'macd',
  title: 'Moving average convergence/divergence',
  description: 'Distance of a fast from a slow exponential average of closes, and its own average (Appel, 1979).',
  placement: 'pane',
  columns: [
    column('macd', 'spread'),
    column('signal', 'spread'),
    column('histogram', 'spread', { plot: 'histogram' }),
    column('fastEma', 'price', { plot: 'none' }),
    column('slowEma', 'price', { plot: 'none' }),
  ],
  parameters: z
    .strictObject({
      fast: periodParameter(12, { title: 'Fast period', description: 'Bars of the fast average; below the slow one.' }),
      slow: periodParameter(26, { title: 'Slow period', description: 'Bars of the slow average.', min: 2 }),
      signal: periodParameter(9, { title: 'Signal period', description: 'Bars of the average of the distance.' }),
    })
    .refine(({ fast, slow }) => fast < slow, { path: ['fast'], message: 'must be below slow' }),
  create: (periods) => new Macd(periods),
})
