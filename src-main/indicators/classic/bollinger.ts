import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { factorParameter, periodParameter } from '../parameters.ts'
import { RunningDeviation } from '../running/index.ts'

/**
 * Bands at `stdDev` population standard deviations around the simple mean (J. Bollinger, Bollinger on Bollinger Bands, 2001).
 * percentB is 0 at the lower and 1 at the upper band, zScore the close's distance from the mean in deviations, width the
 * bands' distance in shares of the mean. Where the window is flat, the bands meet, percentB is 0.5 and zScore 0.
 */
export class Bollinger extends Indicator {
  readonly warmUpBars: number
  readonly #factor: number
  readonly #deviation: RunningDeviation

  constructor(period: number, stdDev: number) {
    super(6)
    this.warmUpBars = period
    this.#factor = stdDev
    this.#deviation = new RunningDeviation(period)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    const deviation = this.#deviation.next(close, commit)
    const { mean } = this.#deviation
    const offset = deviation * this.#factor
    const isFlat = deviation === 0
    values[0] = mean
    values[1] = mean + offset
    values[2] = mean - offset
    values[3] = isFlat ? 0.5 : (close - mean + offset) / (2 * offset)
    values[4] = isFlat ? 0 : (close - mean) / deviation
    values[5] = (2 * offset) / mean
  }

  protected override forget(): void {
    this.#deviation.reset()
  }
}

export const bollingerDefinition = defineIndicator({
  id: 'bollinger',
  title: 'Bollinger bands',
  description: 'Bands at a number of standard deviations around the simple moving average (Bollinger, 2001).',
  placement: 'overlay',
  columns: [
    column('sma', 'price'),
    column('upperBand', 'price'),
    column('lowerBand', 'price'),
    column('percentB', 'oscillator', { plot: 'none' }),
    column('zScore', 'oscillator', { plot: 'none' }),
    column('width', 'ratio', { plot: 'none' }),
  ],
  parameters: z.strictObject({
    period: periodParameter(20, { min: 2 }),
    stdDev: factorParameter(2, {
      title: 'Standard deviations',
      description: 'Distance of a band from the mean, in standard deviations.',
      min: 0.1,
      max: 10,
    }),
  }),
  create: ({ period, stdDev }) => new Bollinger(period, stdDev),
})
