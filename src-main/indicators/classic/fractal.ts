import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodParameter } from '../parameters.ts'
import { Delay, ExtremeValue } from '../running/index.ts'

/**
 * Fractals, in price units (B. Williams, Trading Chaos, 1995): the high of a bar above the highs of the `wing` bars on either side,
 * and the low of one below their lows; equal prices make none. The values come with the last bar of the right wing and
 * belong to the bar `wing` bars before it.
 */
export class Fractal extends Indicator {
  readonly warmUpBars: number
  readonly #highs: Peak
  readonly #lows: Peak

  constructor(wing: number) {
    super(2)
    this.warmUpBars = 2 * wing + 1
    this.#highs = new Peak(wing)
    this.#lows = new Peak(wing)
  }

  override compute({ high, low }: Candle, values: Float64Array, commit: boolean): void {
    values[0] = this.#highs.next(high, commit)
    values[1] = -this.#lows.next(-low, commit)
  }

  protected override forget(): void {
    this.#highs.reset()
    this.#lows.reset()
  }
}

/** The input of `wing` inputs ago if it is above all of the `wing` before and the `wing` after it. */
class Peak {
  readonly #centre: Delay
  readonly #after: ExtremeValue
  /** The highest after a bar is the highest before the one that comes `wing` + 1 later. */
  readonly #before: Delay

  constructor(wing: number) {
    this.#centre = new Delay(wing)
    this.#after = ExtremeValue.highest(wing)
    this.#before = new Delay(wing + 1)
  }

  /** NaN where there is none. */
  next(input: number, commit: boolean): number {
    const centre = this.#centre.next(input, commit)
    const after = this.#after.next(input, commit)
    const before = this.#before.next(after, commit)
    return centre > before && centre > after ? centre : Number.NaN
  }

  reset(): void {
    this.#centre.reset()
    this.#after.reset()
    this.#before.reset()
  }
}

const WING_BARS = 2

const looks = { plot: 'dots', lookAheadBars: WING_BARS, lookAheadParameter: 'wing', sparse: true } as const

export const fractalDefinition = defineIndicator({
  id: 'fractal',
  title: 'Fractal',
  description: 'Tops and bottoms that stand out from the bars on either side (Williams, 1995).',
  placement: 'overlay',
  columns: [column('fractalBear', 'price', looks), column('fractalBull', 'price', looks)],
  parameters: z.strictObject({
    wing: periodParameter(WING_BARS, {
      title: 'Wing',
      description: 'Bars on either side that a top or bottom outdoes.',
    }),
  }),
  create: ({ wing }) => new Fractal(wing),
})
