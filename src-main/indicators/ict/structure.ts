import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import type { IctContext, IctDetector } from './ict-detector.ts'
import type { IctParameters } from './ict-parameters.ts'
import { type IctRecord, newRecord } from './ict-record.ts'
import { NewestSwings } from './newest-swings.ts'
import type { FollowStep, RecordFollower } from './record-follower.ts'

const STEPS: readonly FollowStep[] = [{ time: 'mitigatedAtMs', at: 'level', by: 'touch' }]

/**
 * Breaks of structure: a close (with `closeBreak` off, a high or low) beyond the newest standing swing that was confirmed by
 * then. In the direction of the break before, it is a `bos` (break of structure: the trend goes on), against it a `choch` (change of
 * character; M. J. Huddleston, The Inner Circle Trader). The first break of all is a `bos`: there is no trend yet that it could turn.
 *
 * A break stands on the swing's bar, at its level, and comes from it; each swing is broken once, and only the newest of
 * its type is looked at. It is mitigated when the price first returns to the level, and invalidated by the first break in the other
 * direction. With `closeBreak` off one bar may break both sides: then the side that its close lies away from comes first, as
 * if the price had gone there before it closed on the other.
 */
export class StructureDetector implements IctDetector {
  readonly kinds = ['bos', 'choch'] as const
  readonly #closeBreak: boolean
  readonly #swings = new NewestSwings()
  readonly #follower: RecordFollower
  #brokenHigh: IctRecord | undefined
  #brokenLow: IctRecord | undefined
  /** Direction of the newest break, and every break since it last changed. */
  #trend: 1 | -1 | undefined
  #breaks: IctRecord[] = []

  constructor(follower: RecordFollower, { closeBreak }: Pick<IctParameters, 'closeBreak'>) {
    this.#follower = follower
    this.#closeBreak = closeBreak
  }

  update(candle: Candle, context: IctContext): void {
    if (candle.close < candle.open) {
      this.#lookUp(candle, context)
      this.#lookDown(candle, context)
    } else {
      this.#lookDown(candle, context)
      this.#lookUp(candle, context)
    }
    this.#swings.update(context.published)
  }

  #lookUp(candle: Candle, context: IctContext): void {
    const swing = this.#swings.high
    const price = this.#closeBreak ? candle.close : candle.high
    if (swing === undefined || swing === this.#brokenHigh || price <= (swing.level ?? Infinity)) return
    this.#brokenHigh = swing
    this.#break(swing, 1, { candle, context })
  }

  #lookDown(candle: Candle, context: IctContext): void {
    const swing = this.#swings.low
    const price = this.#closeBreak ? candle.close : candle.low
    if (swing === undefined || swing === this.#brokenLow || price >= (swing.level ?? -Infinity)) return
    this.#brokenLow = swing
    this.#break(swing, -1, { candle, context })
  }

  #break(swing: IctRecord, direction: 1 | -1, { candle, context }: Moment): void {
    const isTurn = this.#trend !== undefined && this.#trend !== direction
    if (isTurn) this.#turn(context)
    this.#trend = direction
    const record = newRecord({
      kind: isTurn ? 'choch' : 'bos',
      direction,
      timeframe: context.timeframe,
      level: swing.level ?? Number.NaN,
      formedAtMs: timeMs(swing.formedAtMs),
      confirmedAtMs: candle.openTimeMs,
      sourceId: swing.id,
    })
    context.publish(record)
    this.#breaks.push(record)
    this.#follower.follow(record, STEPS)
  }

  #turn(context: IctContext): void {
    for (const record of this.#breaks) context.mark(record, 'invalidatedAtMs')
    this.#breaks = []
  }
}

interface Moment {
  readonly candle: Candle
  readonly context: IctContext
}
