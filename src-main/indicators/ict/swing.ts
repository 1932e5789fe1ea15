import type { Candle } from '../../domain/index.ts'
import { ExtremeValue } from '../running/index.ts'
import type { IctContext, IctDetector } from './ict-detector.ts'
import type { IctParameters } from './ict-parameters.ts'
import { type IctRecord, newRecord } from './ict-record.ts'
import { PriceWatch } from './price-watch.ts'

interface Turn {
  readonly direction: 1 | -1
  readonly level: number
}

/** A swing's level itself is not beyond it. */
const BEYOND = { strictly: true }

/**
 * Swing highs (`swing`, direction 1) and lows (direction -1): the highest high, or lowest low, of `swingLength - 1` bars before it,
 * itself and `swingLength` after it, so that it is known `swingLength` bars later. The first `2 * swingLength - 1` bars hold none.
 * A bar that is both counts as a high. This is the window of the published smart-money-concepts package (J. Attridge), without
 * what that looks ahead for.
 *
 * Of swings of one type without an opposite one between, the most extreme stands, the earliest of equals: the others are
 * superseded, which `invalidatedAtMs` tells, at the confirmation of the more extreme one; a swing that is no more extreme than
 * the one standing is superseded at its own confirmation, and nothing more happens to it. So at any bar, swings confirmed by then and not superseded by
 * then alternate between highs and lows. One that stood is mitigated at the first bar whose high, or low, goes beyond it.
 */
export class SwingDetector implements IctDetector {
  readonly kinds = ['swing'] as const
  readonly #length: number
  readonly #highest: ExtremeValue
  readonly #lowest: ExtremeValue
  readonly #highs = PriceWatch.rising<IctRecord>()
  readonly #lows = PriceWatch.falling<IctRecord>()
  readonly #onTaken = (record: IctRecord): void => this.#context?.mark(record, 'mitigatedAtMs')
  #context: IctContext | undefined
  /** The newest swing of those that alternate. */
  #standing: IctRecord | undefined

  constructor({ swingLength }: Pick<IctParameters, 'swingLength'>) {
    this.#length = swingLength
    this.#highest = ExtremeValue.highest(2 * swingLength)
    this.#lowest = ExtremeValue.lowest(2 * swingLength)
  }

  update(candle: Candle, context: IctContext): void {
    this.#context = context
    this.#highs.takeReached(candle.high, this.#onTaken, BEYOND)
    this.#lows.takeReached(candle.low, this.#onTaken, BEYOND)
    const highest = this.#highest.next(candle.high, true)
    const lowest = this.#lowest.next(candle.low, true)
    if (context.barIndex < 3 * this.#length - 1) return
    const bar = context.barAgo(this.#length)
    if (bar === undefined) return
    const turn = turnAt(bar, highest, lowest)
    if (turn !== undefined) this.#confirm(turn, { bar, candle, context })
  }

  #confirm({ direction, level }: Turn, { bar, candle, context }: Confirmation): void {
    const record = newRecord({
      kind: 'swing',
      direction,
      timeframe: context.timeframe,
      level,
      formedAtMs: bar.openTimeMs,
      confirmedAtMs: candle.openTimeMs,
    })
    context.publish(record)
    const standing = this.#standing
    const isRival = standing?.direction === direction
    if (standing !== undefined && isRival && !isMoreExtreme(record, standing)) {
      context.mark(record, 'invalidatedAtMs')
      return
    }
    if (standing !== undefined && isRival) context.mark(standing, 'invalidatedAtMs')
    this.#standing = record
    if (direction === 1) this.#highs.add(level, record)
    else this.#lows.add(level, record)
  }
}

interface Confirmation {
  readonly bar: Candle
  readonly candle: Candle
  readonly context: IctContext
}

function turnAt({ high, low }: Candle, highest: number, lowest: number): Turn | undefined {
  if (high === highest) return { direction: 1, level: high }
  return low === lowest ? { direction: -1, level: low } : undefined
}

function isMoreExtreme(record: IctRecord, other: IctRecord): boolean {
  const distance = (record.level ?? Number.NaN) - (other.level ?? Number.NaN)
  return distance * record.direction > 0
}
