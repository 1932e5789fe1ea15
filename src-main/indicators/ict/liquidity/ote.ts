import type { IctKind } from '../../../../src-contract/index.ts'
import type { Candle } from '../../../domain/index.ts'
import type { IctContext, IctDetector } from '../ict-detector.ts'
import { NewestSwings } from '../newest-swings.ts'
import { EntrySide } from './entry-side.ts'

/**
 * `ote`: the optimal trade entry, between 62 % and 79 % retracement of the leg that broke structure, its level at 70.5 % (M. J.
 * Huddleston, The Inner Circle Trader: optimal trade entry pattern). It is published with the break (`bos` or `choch`), which it
 * comes from and whose direction and kind (as its label) it has.
 *
 * The leg goes from the last standing swing of the opposite type that is confirmed by then to the most extreme price after that
 * swing's bar, the break's bar included. Without such a swing, or where the break did not get beyond it, there is no leg.
 *
 * It stands on the origin's bar, is mitigated at the first later touch of the near edge (62 %), filled at the far edge (79 %), and
 * invalidated by the first close beyond the origin or the first break in the other direction.
 */
export class OteDetector implements IctDetector {
  readonly kinds: readonly IctKind[] = ['ote']
  readonly #swings = new NewestSwings()
  readonly #up = new EntrySide(1)
  readonly #down = new EntrySide(-1)

  update(candle: Candle, context: IctContext): void {
    this.#up.follow(candle, context)
    this.#down.follow(candle, context)
    if (context.published.length === 0) return
    const swing = this.#swings.update(context.published)
    if (swing?.direction === -1) this.#up.beginLeg(swing, context)
    if (swing?.direction === 1) this.#down.beginLeg(swing, context)
    this.#takeBreaks(context)
  }

  /** In the order of the breaks: where a bar breaks both sides, the second ends the entry of the first. */
  #takeBreaks(context: IctContext): void {
    for (const source of context.published) {
      if (source.kind !== 'bos' && source.kind !== 'choch') continue
      const [side, other] = source.direction === 1 ? [this.#up, this.#down] : [this.#down, this.#up]
      other.endAll(context)
      side.publish(source, context)
    }
  }
}
