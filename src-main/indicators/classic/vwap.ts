import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { RunningTotal } from '../running/index.ts'
import { typicalPrice } from './typical-price.ts'

/**
 * Bar from which volume is counted: the first one, the first of each UTC day, the first of each week (Monday 00:00 UTC), or the
 * first that opens at a time in ms or later.
 */
export type VwapAnchor = 'start' | 'day' | 'week' | number

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** 1970-01-05, the first Monday of Unix time. */
const FIRST_MONDAY_MS = 4 * DAY_MS

/**
 * Volume-weighted average price since an anchor, in price units: the total of typical price (high + low + close) / 3 times volume,
 * over the total volume (S. Berkowitz, D. Logue, E. Noser, The Total Cost of Transactions on the NYSE, 1988). While
 * no volume has traded since the anchor, it is the bar's typical price. It has no value before an anchor that is a time.
 */
export class Vwap extends Indicator {
  readonly warmUpBars = 1
  readonly #anchor: VwapAnchor
  readonly #turnover = new RunningTotal()
  readonly #volume = new RunningTotal()
  /** Number of the day or week that is being counted. */
  #session = Number.NaN

  constructor(anchor: VwapAnchor) {
    super()
    this.#anchor = anchor
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const session = this.#anchor === 'start' ? 0 : sessionOf(candle.openTimeMs, this.#anchor)
    if (session === this.#session) values[0] = this.#countOn(candle, commit)
    else if (Number.isNaN(session)) values[0] = Number.NaN
    else values[0] = this.#countAnew(candle, commit ? session : undefined)
  }

  #countOn(candle: Candle, commit: boolean): number {
    const typical = typicalPrice(candle)
    const turnover = this.#turnover.next(typical * candle.volume, commit)
    const traded = this.#volume.next(candle.volume, commit)
    return traded > 0 ? turnover / traded : typical
  }

  /** @param session - The one that begins with a closed bar. */
  #countAnew(candle: Candle, session: number | undefined): number {
    const { volume } = candle
    const typical = typicalPrice(candle)
    // Divided as the totals of this one bar are, to the last digit.
    if (session === undefined) return volume > 0 ? (typical * volume) / volume : typical
    this.#begin(session)
    return this.#countOn(candle, true)
  }

  protected override forget(): void {
    this.#begin(Number.NaN)
  }

  #begin(session: number): void {
    this.#session = session
    this.#turnover.reset()
    this.#volume.reset()
  }
}

/** Number of the stretch of bars that are counted together; NaN where none are counted yet. */
function sessionOf(openTimeMs: number, anchor: VwapAnchor): number {
  if (anchor === 'day') return Math.floor(openTimeMs / DAY_MS)
  if (anchor === 'week') return Math.floor((openTimeMs - FIRST_MONDAY_MS) / WEEK_MS)
  return anchor === 'start' || openTimeMs >= anchor ? 0 : Number.NaN
}

export const vwapDefinition = defineIndicator({
  id: 'vwap',
  title: 'Volume-weighted average price',
  description: 'Average price of all volume traded since the anchor (Berkowitz, Logue and Noser, 1988).',
  placement: 'overlay',
  countsEveryBar: true,
  // Before an anchor that is a time there is no value.
  columns: [column('vwap', 'price', { sparse: true })],
  parameters: z.strictObject({
    anchor: z
      .union([z.enum(['start', 'day', 'week']), z.number().int().nonnegative()], {
        error: 'must be "start", "day", "week" or a time in ms',
      })
      .default('start')
      .meta({
        title: 'Anchor',
        description:
          'Bar that counting begins with: "start" for the first, "day" or "week" for the first of each (UTC, Monday), or a time in ms.',
      }),
  }),
  create: ({ anchor }) => new Vwap(anchor),
})
