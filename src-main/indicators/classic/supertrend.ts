import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { factorParameter, periodParameter } from '../parameters.ts'
import { SmoothedMean, TrueRange } from '../running/index.ts'

/**
 * Supertrend, in price units (O. Seban, Tout le monde mérite d'être riche, 2008): bands at `multiplier` average true ranges (Wilder)
 * around the middle of the bar. The upper one only falls and the lower one only rises, until the previous close lay beyond it. The
 * trend turns down with a close at or below the lower band, up with one above the upper band; at first it is up if the
 * close is not below the middle. The line is the lower band in a rising and the upper in a falling trend, and only
 * that band has a value. Where the price never moved, both bands are the price.
 */
export class Supertrend extends Indicator {
  readonly warmUpBars: number
  readonly #multiplier: number
  readonly #range = new TrueRange()
  readonly #mean: SmoothedMean
  #upper = Number.NaN
  #lower = Number.NaN
  #isRising = true
  #previousClose = Number.NaN

  constructor(period: number, multiplier: number) {
    super(3)
    this.warmUpBars = period + 1
    this.#multiplier = multiplier
    this.#mean = SmoothedMean.wilder(period)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const { high, low, close } = candle
    const offset = this.#mean.next(this.#range.next(candle, commit), commit) * this.#multiplier
    const middle = (high + low) / 2
    const wasRising = Number.isNaN(this.#upper) ? close >= middle : this.#isRising
    const upper = this.#nextUpper(middle + offset)
    const lower = this.#nextLower(middle - offset)
    const isRising = close > (wasRising ? lower : upper)
    values[0] = isRising ? lower : upper
    values[1] = isRising ? Number.NaN : upper
    values[2] = isRising ? lower : Number.NaN
    if (!commit) return
    this.#upper = upper
    this.#lower = lower
    this.#isRising = isRising
    this.#previousClose = close
  }

  protected override forget(): void {
    this.#range.reset()
    this.#mean.reset()
    this.#upper = Number.NaN
    this.#lower = Number.NaN
    this.#previousClose = Number.NaN
  }

  #nextUpper(band: number): number {
    const mayFollow = Number.isNaN(this.#upper) || this.#previousClose > this.#upper
    return mayFollow || band < this.#upper ? band : this.#upper
  }

  #nextLower(band: number): number {
    const mayFollow = Number.isNaN(this.#lower) || this.#previousClose < this.#lower
    return mayFollow || band > this.#lower ? band : this.#lower
  }
}

export const supertrendDefinition = defineIndicator({
  id: 'supertrend',
  title: 'Supertrend',
  description: 'Trailing band at a number of average true ranges that changes sides with the trend (Seban, 2008).',
  placement: 'overlay',
  countsEveryBar: true,
  columns: [
    // Drawn as the band that it is.
    column('superTrend', 'price', { plot: 'none' }),
    column('upperBand', 'price', { sparse: true }),
    column('lowerBand', 'price', { sparse: true }),
  ],
  parameters: z.strictObject({
    period: periodParameter(10, { description: 'Bars of the average true range.' }),
    multiplier: factorParameter(3, {
      title: 'Multiplier',
      description: 'Distance of a band from the middle of the bar, in average true ranges.',
      min: 0.1,
      max: 50,
    }),
  }),
  create: ({ period, multiplier }) => new Supertrend(period, multiplier),
})
