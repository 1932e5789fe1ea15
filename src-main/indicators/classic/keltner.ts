import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { factorParameter, periodParameter } from '../parameters.ts'
import { SmoothedMean, TrueRange } from '../running/index.ts'

export interface KeltnerParameters {
  /** Of the exponential average. */
  readonly period: number
  readonly multiplier: number
  readonly atrPeriod: number
}

/**
 * Bands at `multiplier` average true ranges around the exponential average of the close (C. Keltner, How to Make Money in
 * Commodities, 1960, as L. Raschke changed it). The true range is averaged as Wilder does. width is the bands' distance in shares
 * of the centerline. There is no column until both averages have their seeds.
 */
export class Keltner extends Indicator {
  readonly warmUpBars: number
  readonly #multiplier: number
  readonly #mean: SmoothedMean
  readonly #range = new TrueRange()
  readonly #meanRange: SmoothedMean

  constructor({ period, multiplier, atrPeriod }: KeltnerParameters) {
    super(4)
    this.warmUpBars = Math.max(period, atrPeriod + 1)
    this.#multiplier = multiplier
    this.#mean = SmoothedMean.exponential(period)
    this.#meanRange = SmoothedMean.wilder(atrPeriod)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const mean = this.#mean.next(candle.close, commit)
    const range = this.#meanRange.next(this.#range.next(candle, commit), commit)
    const offset = range * this.#multiplier
    values[0] = mean + offset
    values[1] = Number.isNaN(offset) ? Number.NaN : mean
    values[2] = mean - offset
    values[3] = (2 * offset) / mean
  }

  protected override forget(): void {
    this.#mean.reset()
    this.#range.reset()
    this.#meanRange.reset()
  }
}

export const keltnerDefinition = defineIndicator({
  id: 'keltner',
  title: 'Keltner channel',
  description: 'Bands at a number of average true ranges around the exponential average (Keltner, 1960; Raschke).',
  placement: 'overlay',
  columns: [
    column('upperBand', 'price'),
    column('centerline', 'price'),
    column('lowerBand', 'price'),
    column('width', 'ratio', { plot: 'none' }),
  ],
  parameters: z.strictObject({
    period: periodParameter(20, { description: 'Bars of the exponential average.' }),
    multiplier: factorParameter(2, {
      title: 'Multiplier',
      description: 'Distance of a band from the average, in average true ranges.',
      min: 0.1,
      max: 20,
    }),
    atrPeriod: periodParameter(10, { title: 'ATR period', description: 'Bars that the true range is averaged over.' }),
  }),
  create: (parameters) => new Keltner(parameters),
})
