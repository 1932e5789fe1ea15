import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { factorParameter, periodParameter } from '../parameters.ts'
import { ExtremeValue, SmoothedMean, TrueRange } from '../running/index.ts'

/**
 * Chandelier exit of a long position, in price units: `multiplier` average true ranges (Wilder) below the highest high, both of
 * the newest `period` bars (C. Le Beau; in A. Elder, Come Into My Trading Room, 2002).
 */
export class Chandelier extends Indicator {
  readonly warmUpBars: number
  readonly #multiplier: number
  readonly #highest: ExtremeValue
  readonly #range = new TrueRange()
  readonly #mean: SmoothedMean

  constructor(period: number, multiplier: number) {
    super()
    this.warmUpBars = period + 1
    this.#multiplier = multiplier
    this.#highest = ExtremeValue.highest(period)
    this.#mean = SmoothedMean.wilder(period)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const atr = this.#mean.next(this.#range.next(candle, commit), commit)
    values[0] = this.#highest.next(candle.high, commit) - this.#multiplier * atr
  }

  protected override forget(): void {
    this.#highest.reset()
    this.#range.reset()
    this.#mean.reset()
  }
}

export const chandelierDefinition = defineIndicator({
  id: 'chandelier',
  title: 'Chandelier exit',
  description:
    'Stop of a long position at a number of average true ranges below the highest high (Le Beau; Elder, 2002).',
  placement: 'overlay',
  columns: [column('chandelierExit', 'price')],
  parameters: z.strictObject({
    period: periodParameter(22, { description: 'Bars of the highest high and of the average true range.' }),
    multiplier: factorParameter(3, {
      title: 'Multiplier',
      description: 'Distance from the highest high, in average true ranges.',
      min: 0.1,
      max: 50,
    }),
  }),
  create: ({ period, multiplier }) => new Chandelier(period, multiplier),
})
