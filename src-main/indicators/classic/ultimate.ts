import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodParameter } from '../parameters.ts'
import { RatioOfSums } from '../running/index.ts'

/** Bars of the three windows. */
export interface UltimatePeriods {
  readonly short: number
  readonly middle: number
  readonly long: number
}

/**
 * Ultimate oscillator, from 0 to 100: buying pressure (close less the true low) as a share of true range over three windows,
 * which weigh 4, 2 and 1 from the short to the long (L. Williams, The Ultimate Oscillator, Stocks & Commodities, August 1985).
 * The true low and range need the close before, so the first bar has none. A window without any true range counts as 0.
 */
export class Ultimate extends Indicator {
  readonly warmUpBars: number
  readonly #short: RatioOfSums
  readonly #middle: RatioOfSums
  readonly #long: RatioOfSums
  #close = Number.NaN

  constructor({ short, middle, long }: UltimatePeriods) {
    super()
    this.warmUpBars = long + 1
    this.#short = new RatioOfSums(short)
    this.#middle = new RatioOfSums(middle)
    this.#long = new RatioOfSums(long)
  }

  override compute({ high, low, close }: Candle, values: Float64Array, commit: boolean): void {
    const trueLow = Math.min(low, this.#close)
    const range = Math.max(high, this.#close) - trueLow
    if (commit) this.#close = close
    const short = this.#short.next(close - trueLow, range, commit)
    const middle = this.#middle.next(close - trueLow, range, commit)
    const long = this.#long.next(close - trueLow, range, commit)
    values[0] = ((4 * short + 2 * middle + long) / 7) * 100
  }

  protected override forget(): void {
    this.#close = Number.NaN
    this.#short.reset()
    this.#middle.reset()
    this.#long.reset()
  }
}

export const ultimateDefinition = defineIndicator({
  id: 'ultimate',
  title: 'Ultimate oscillator',
  description: 'Buying pressure as a share of true range over three windows, from 0 to 100 (Williams, 1985).',
  placement: 'pane',
  columns: [column('ultimate', 'oscillator')],
  parameters: z
    .strictObject({
      short: periodParameter(7, { title: 'Short period', description: 'Bars of the window that weighs most.' }),
      middle: periodParameter(14, {
        title: 'Middle period',
        description: 'Bars of the window that weighs half of that.',
      }),
      long: periodParameter(28, { title: 'Long period', description: 'Bars of the window that weighs least.' }),
    })
    .refine(({ short, middle }) => short < middle, { path: ['middle'], error: 'must be above the short period' })
    .refine(({ middle, long }) => middle < long, { path: ['long'], error: 'must be above the middle period' }),
  create: (periods) => new Ultimate(periods),
})
