import { SmoothedMean } from '../running/index.ts'
import { FADED } from './faded.ts'

/**
 * Wilder's relative strength index of any series, from 0 to 100: the mean gain in percent of mean gain and mean loss, both
 * smoothed by Wilder's mean; 100 while the mean loss is 0. An input equal to the one before leaves it unchanged to the last
 * digit, as both means shrink by the same factor (with period 1, to nothing).
 */
export class RelativeStrength {
  readonly #gains: SmoothedMean
  readonly #losses: SmoothedMean
  #previous = Number.NaN
  #strength = Number.NaN
  /** Mean gain and mean loss together. */
  #movement = 0

  constructor(period: number) {
    this.#gains = SmoothedMean.wilder(period)
    this.#losses = SmoothedMean.wilder(period)
  }

  /** The index with `input` as the newest; NaN until `period` changes have come. */
  next(input: number, commit: boolean): number {
    const change = input - this.#previous
    const size = Math.abs(change)
    const stays = change === 0 && !Number.isNaN(this.#strength)
    const isHeld = stays && this.#movement < FADED
    const gain = this.#gains.next((size + change) / 2, commit && !isHeld)
    const loss = this.#losses.next((size - change) / 2, commit && !isHeld)
    const strength = stays && gain + loss > 0 ? this.#strength : strengthOf(gain, loss)
    if (commit) {
      this.#previous = input
      this.#strength = strength
      this.#movement = gain + loss
    }
    return strength
  }

  reset(): void {
    this.#gains.reset()
    this.#losses.reset()
    this.#previous = Number.NaN
    this.#strength = Number.NaN
    this.#movement = 0
  }
}

function strengthOf(gain: number, loss: number): number {
  return loss === 0 ? 100 : (gain / (gain + loss)) * 100
}
