import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import type { IctContext, IctDetector } from './ict-detector.ts'
import { type IctRecord, newRecord } from './ict-record.ts'
import type { FollowStep, RecordFollower } from './record-follower.ts'

const STEPS: readonly FollowStep[] = [
  { time: 'mitigatedAtMs', at: 'nearEdge', by: 'touch' },
  { time: 'invalidatedAtMs', at: 'farEdge', by: 'pass' },
]

/**
 * Breaker blocks (`breakerBlock`; M. J. Huddleston, The Inner Circle Trader): an order block that the price went through counts in the other
 * direction from then on. Published at the bar that invalidates the order block, which it comes from: the same zone, standing on
 * the same bar.
 *
 * It is mitigated at the first later bar that touches the zone from the other side, and invalidated by the first that goes
 * beyond it again: the zone was violated a second time.
 */
export class BreakerBlockDetector implements IctDetector {
  readonly kinds = ['breakerBlock'] as const
  readonly #follower: RecordFollower

  constructor(follower: RecordFollower) {
    this.#follower = follower
  }

  update(candle: Candle, context: IctContext): void {
    if (context.changed.length === 0) return
    for (const record of context.changed) {
      if (record.kind !== 'orderBlock' || record.invalidatedAtMs !== candle.openTimeMs) continue
      const breaker = breakerOf(record, candle)
      context.publish(breaker)
      this.#follower.follow(breaker, STEPS)
    }
  }
}

function breakerOf({ id, direction, timeframe, top, bottom, formedAtMs }: IctRecord, candle: Candle): IctRecord {
  return newRecord({
    kind: 'breakerBlock',
    direction: direction === 1 ? -1 : 1,
    timeframe,
    top: top ?? Number.NaN,
    bottom: bottom ?? Number.NaN,
    formedAtMs: timeMs(formedAtMs),
    confirmedAtMs: candle.openTimeMs,
    sourceId: id,
  })
}
