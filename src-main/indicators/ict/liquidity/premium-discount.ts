import type { IctKind } from '../../../../src-contract/index.ts'
import { timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'
import type { IctContext, IctDetector } from '../ict-detector.ts'
import { type IctRecord, newRecord } from '../ict-record.ts'
import { NewestSwings } from '../newest-swings.ts'
import { timeDigits } from '../time-digits.ts'

/**
 * `premiumDiscount`: the dealing range between the newest standing swing high and low, both confirmed. Above its middle (the
 * equilibrium, `level`) prices are at a premium, below at a discount (M. J. Huddleston, The Inner Circle Trader). Every newly
 * confirmed swing makes a new range; the direction is the newer swing's type, the bar the older swing's.
 *
 * It is mitigated by the first later bar that comes to the equilibrium or jumps across it, and invalidated where the next range is
 * published or the price closes outside, which it may have done before the newer swing was confirmed: then it is over at once.
 * After that it is followed no more. Swings that leave no room between them (after a steep run without a swing of the other type) make
 * no range and end none.
 */
export class PremiumDiscountDetector implements IctDetector {
  readonly kinds: readonly IctKind[] = ['premiumDiscount']
  readonly #swings = new NewestSwings()
  #range: IctRecord | undefined
  #top = Infinity
  #bottom = -Infinity
  #middle = 0
  /** Where the price has been since the range was published. */
  #isAbove = false

  update(candle: Candle, context: IctContext): void {
    this.#follow(candle, context)
    const swing = this.#swings.update(context.published)
    if (swing !== undefined) this.#begin(swing, candle, context)
  }

  #follow({ high, low, close }: Candle, context: IctContext): void {
    const range = this.#range
    if (range === undefined) return
    const isReached = this.#isAbove ? low <= this.#middle : high >= this.#middle
    if (isReached) context.mark(range, 'mitigatedAtMs')
    this.#endOutside(close, context)
  }

  #begin(newer: IctRecord, { close }: Candle, context: IctContext): void {
    const { high, low } = this.#swings
    const [top, bottom] = [high?.level ?? Number.NaN, low?.level ?? Number.NaN]
    const older = newer === high ? low : high
    if (older === undefined || !(top > bottom)) return
    if (this.#range !== undefined) context.mark(this.#range, 'invalidatedAtMs')
    this.#top = top
    this.#bottom = bottom
    this.#middle = bottom + (top - bottom) / 2
    this.#isAbove = close >= this.#middle
    this.#range = newRecord({
      kind: 'premiumDiscount',
      direction: newer.direction,
      timeframe: context.timeframe,
      formedAtMs: timeMs(older.formedAtMs),
      confirmedAtMs: timeMs(newer.confirmedAtMs),
      top,
      bottom,
      level: this.#middle,
      qualifier: timeDigits(newer.formedAtMs),
    })
    context.publish(this.#range)
    this.#endOutside(close, context)
  }

  #endOutside(close: number, context: IctContext): void {
    if (this.#range === undefined || (close <= this.#top && close >= this.#bottom)) return
    context.mark(this.#range, 'invalidatedAtMs')
    this.#range = undefined
  }
}
