import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodOnly } from '../parameters.ts'
import { RelativeStrength } from './relative-strength.ts'

/**
 * Relative strength index of the close, from 0 to 100 (J. Welles Wilder, New Concepts in Technical Trading Systems, 1978).
 * The means of gains and losses are seeded with the simple means of the first `period` changes. While there is no loss it is
 * 100, also where the price has never moved.
 */
export class Rsi extends Indicator {
  readonly warmUpBars: number
  readonly #strength: RelativeStrength

  constructor(period: number) {
    super()
    this.warmUpBars = period + 1
    this.#strength = new RelativeStrength(period)
  }

  override compute({ close }: Candle, values: Float64Array, commit: boolean): void {
    values[0] = this.#strength.next(close, commit)
  }

  protected override forget(): void {
    this.#strength.reset()
  }
}

export const rsiDefinition = defineIndicator({
  id: 'rsi',
  title: 'Relative strength index',
  description: 'Share of the gains in all changes of the close, smoothed, from 0 to 100 (Wilder, 1978).',
  placement: 'pane',
  columns: [column('rsi', 'oscillator')],
  parameters: periodOnly(14),
  create: ({ period }) => new Rsi(period),
})
