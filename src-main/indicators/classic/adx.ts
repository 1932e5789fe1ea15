import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { Delay, SmoothedMean, TrueRange } from '../running/index.ts'
import { DirectionalMovement } from './directional-movement.ts'
import { FADED } from './faded.ts'

/**
 * Average directional index and what it is made of, each from 0 to 100 (J. Welles Wilder, New Concepts in Technical Trading
 * Systems, 1978). `pdi` and `mdi` are the movement up and down in percent of the true range, each smoothed over `period` bars;
 * `dx` is their difference in percent of their sum, `adx` Wilder's mean of it, seeded with the mean of the first `period`,
 * and `adxr` the mean of `adx` now and `period` bars ago. Wilder smooths sums; means, which are those sums divided by
 * `period`, have the same ratios. Without any true range `pdi` and `mdi` are 0, and where both are 0, `dx` is 0.
 */
export class Adx extends Indicator {
  readonly warmUpBars: number
  readonly #movement = new DirectionalMovement()
  readonly #trueRange = new TrueRange()
  readonly #ups: SmoothedMean
  readonly #downs: SmoothedMean
  readonly #ranges: SmoothedMean
  readonly #indices: SmoothedMean
  readonly #earlier: Delay
  /** Mean true range at the newest closed bar. */
  #range = Number.NaN

  constructor(period: number) {
    super(5)
    this.warmUpBars = 3 * period
    this.#ups = SmoothedMean.wilder(period)
    this.#downs = SmoothedMean.wilder(period)
    this.#ranges = SmoothedMean.wilder(period)
    this.#indices = SmoothedMean.wilder(period)
    this.#earlier = new Delay(period)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    this.#direct(candle, values, commit)
    const adx = this.#indices.next(values[2] ?? Number.NaN, commit)
    values[3] = adx
    values[4] = (adx + this.#earlier.next(adx, commit)) / 2
  }

  /** Where the price goes: the first three columns. */
  #direct(candle: Candle, values: Float64Array, commit: boolean): void {
    const trueRange = this.#trueRange.next(candle, commit)
    const movement = this.#movement.next(candle, commit)
    const isTaken = commit && !(trueRange === 0 && this.#range < FADED)
    const range = this.#ranges.next(trueRange, isTaken)
    const pdi = shareOf(this.#ups.next(Math.max(movement, 0), isTaken), range)
    const mdi = shareOf(this.#downs.next(Math.max(-movement, 0), isTaken), range)
    if (commit) this.#range = range
    values[0] = pdi
    values[1] = mdi
    values[2] = shareOf(Math.abs(pdi - mdi), pdi + mdi)
  }

  protected override forget(): void {
    this.#movement.reset()
    this.#trueRange.reset()
    this.#ups.reset()
    this.#downs.reset()
    this.#ranges.reset()
    this.#indices.reset()
    this.#earlier.reset()
    this.#range = Number.NaN
  }
}

/** In percent; 0 of nothing. */
function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100
}

export const adxDefinition = defineIndicator({
  id: 'adx',
  title: 'Average directional index',
  description: 'How strongly the price trends, whatever the direction, from 0 to 100 (Wilder, 1978).',
  placement: 'pane',
  columns: [
    column('pdi', 'oscillator'),
    column('mdi', 'oscillator'),
    column('dx', 'oscillator', { plot: 'none' }),
    column('adx', 'oscillator'),
    column('adxr', 'oscillator', { plot: 'none' }),
  ],
  parameters: periodOnly(14),
  create: ({ period }) => new Adx(period),
})
