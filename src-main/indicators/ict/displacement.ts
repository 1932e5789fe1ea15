import type { Candle } from '../../domain/index.ts'
import { SmoothedMean, TrueRange } from '../running/index.ts'
import type { IctContext, IctDetector } from './ict-detector.ts'
import type { IctParameters } from './ict-parameters.ts'
import { newRecord } from './ict-record.ts'
import type { FollowStep, RecordFollower } from './record-follower.ts'

const STEPS: readonly FollowStep[] = [
  { time: 'mitigatedAtMs', at: 'level', by: 'touch' },
  { time: 'invalidatedAtMs', at: 'farEdge', by: 'closeBeyond' },
]

/**
 * Displacements (`displacement`; M. J. Huddleston, The Inner Circle Trader): a bar whose body is at least `displacementAtr` times the average true
 * range of the bars before it (J. Welles Wilder, New Concepts in Technical Trading Systems, 1978), in the direction of that body.
 * The body is the zone, and its middle the level that the price usually returns to (the mean threshold). A bar without a body is
 * none, however flat the bars before it were.
 *
 * It is mitigated at the first touch of the middle, and invalidated by the first close beyond the price that it began from.
 */
export class DisplacementDetector implements IctDetector {
  readonly kinds = ['displacement'] as const
  readonly #factor: number
  readonly #range = new TrueRange()
  readonly #mean: SmoothedMean
  readonly #follower: RecordFollower
  /** Average true range of the bars before the newest; NaN while it warms up. */
  #averageRange = Number.NaN

  constructor(
    follower: RecordFollower,
    { displacementAtr, atrPeriod }: Pick<IctParameters, 'displacementAtr' | 'atrPeriod'>,
  ) {
    this.#follower = follower
    this.#factor = displacementAtr
    this.#mean = SmoothedMean.wilder(atrPeriod)
  }

  update(candle: Candle, context: IctContext): void {
    const body = Math.abs(candle.close - candle.open)
    if (body > 0 && body >= this.#factor * this.#averageRange) this.#publish(candle, context)
    this.#averageRange = this.#mean.next(this.#range.next(candle, true), true)
  }

  #publish({ open, close, openTimeMs }: Candle, context: IctContext): void {
    const record = newRecord({
      kind: 'displacement',
      direction: close > open ? 1 : -1,
      timeframe: context.timeframe,
      top: Math.max(open, close),
      bottom: Math.min(open, close),
      level: open + (close - open) / 2,
      formedAtMs: openTimeMs,
      confirmedAtMs: openTimeMs,
    })
    context.publish(record)
    this.#follower.follow(record, STEPS)
  }
}
