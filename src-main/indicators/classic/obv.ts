import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { RunningTotal } from '../running/index.ts'

/**
 * On-balance volume, in base units (J. Granville, New Key to Stock Market Profits, 1963): starts at 0, gains the volume of a bar
 * that closes above the one before, loses that of a bar that closes below, and stays where both close alike.
 */
export class Obv extends Indicator {
  readonly warmUpBars = 1
  readonly #total = new RunningTotal()
  #previousClose = Number.NaN

  override compute({ close, volume }: Candle, values: Float64Array, commit: boolean): void {
    values[0] = this.#total.next(this.#flow(close, volume), commit)
    if (commit) this.#previousClose = close
  }

  protected override forget(): void {
    this.#total.reset()
    this.#previousClose = Number.NaN
  }

  #flow(close: number, volume: number): number {
    if (close > this.#previousClose) return volume
    return close < this.#previousClose ? -volume : 0
  }
}

export const obvDefinition = defineIndicator({
  id: 'obv',
  title: 'On-balance volume',
  description:
    'Running total of volume, added when the price closes higher and taken away when lower (Granville, 1963).',
  placement: 'pane',
  countsEveryBar: true,
  columns: [column('obv', 'volume')],
  parameters: z.strictObject({}),
  create: () => new Obv(),
})
