import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { factorParameter } from '../parameters.ts'

/**
 * Parabolic stop and reverse, in price units, and 1 where it changed sides, 0 elsewhere (J. Welles Wilder, New Concepts in
 * Technical Trading Systems, 1978). The stop moves by a factor times its distance from the extreme price since it last turned; the
 * factor grows by `step` with each new extreme, up to `max`. It never passes the two bars before. The bar that crosses it
 * turns it: the stop is then the extreme. The first trend, up from the first low, is a guess: up to and with the first
 * turn there is no value, and so none at all on a price that never moved.
 */
export class Psar extends Indicator {
  /** The second bar is the first that can turn it, so the third is the first that can have a value. */
  readonly warmUpBars = 3
  readonly #step: number
  readonly #max: number
  #stop = Number.NaN
  #extreme = Number.NaN
  #factor = Number.NaN
  #isRising = true
  #hasTurned = false
  #previousHigh = Number.NaN
  #previousLow = Number.NaN
  /** Highest high and lowest low of the newest two bars; without bound while there is but one. */
  #ceiling = -Infinity
  #floor = Infinity

  constructor(step: number, max: number) {
    super(2)
    this.#step = step
    this.#max = max
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    values[0] = Number.NaN
    values[1] = Number.NaN
    if (Number.isNaN(this.#stop)) {
      if (commit) this.#start(candle)
      return
    }
    const next = this.#nextStop()
    const turns = this.#isRising ? candle.low < next : candle.high > next
    const stop = turns ? this.#extreme : next
    if (this.#hasTurned) {
      values[0] = stop
      values[1] = turns ? 1 : 0
    }
    if (commit) this.#take(candle, stop, turns)
  }

  protected override forget(): void {
    this.#stop = Number.NaN
    this.#isRising = true
    this.#hasTurned = false
    this.#ceiling = -Infinity
    this.#floor = Infinity
  }

  #start({ high, low }: Candle): void {
    this.#stop = low
    this.#extreme = high
    this.#factor = this.#step
    this.#previousHigh = high
    this.#previousLow = low
  }

  #nextStop(): number {
    const stop = this.#stop + this.#factor * (this.#extreme - this.#stop)
    return this.#isRising ? Math.min(stop, this.#floor) : Math.max(stop, this.#ceiling)
  }

  #take({ high, low }: Candle, stop: number, turns: boolean): void {
    if (turns) this.#turn(high, low)
    else this.#follow(high, low)
    this.#stop = stop
    this.#ceiling = Math.max(this.#previousHigh, high)
    this.#floor = Math.min(this.#previousLow, low)
    this.#previousHigh = high
    this.#previousLow = low
  }

  #turn(high: number, low: number): void {
    this.#hasTurned = true
    this.#isRising = !this.#isRising
    this.#extreme = this.#isRising ? high : low
    this.#factor = this.#step
  }

  #follow(high: number, low: number): void {
    const isNew = this.#isRising ? high > this.#extreme : low < this.#extreme
    if (!isNew) return
    this.#extreme = this.#isRising ? high : low
    this.#factor = Math.min(this.#factor + this.#step, this.#max)
  }
}

export const psarDefinition = defineIndicator({
  id: 'psar',
  title: 'Parabolic SAR',
  description:
    'Trailing stop that speeds up with each new extreme and changes sides when it is crossed (Wilder, 1978).',
  placement: 'overlay',
  countsEveryBar: true,
  columns: [
    column('sar', 'price', { plot: 'dots', sparse: true }),
    column('isReversal', 'flag', { plot: 'none', sparse: true }),
  ],
  parameters: z
    .strictObject({
      step: factorParameter(0.02, {
        title: 'Step',
        description: 'What the acceleration starts with, and grows by with each new extreme.',
        min: 0.0001,
        max: 1,
      }),
      max: factorParameter(0.2, { title: 'Maximum', description: 'Largest acceleration.', min: 0.0001, max: 1 }),
    })
    .refine(({ step, max }) => step <= max, { path: ['step'], error: 'must not be above max' }),
  create: ({ step, max }) => new Psar(step, max),
})
