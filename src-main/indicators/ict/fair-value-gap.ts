import type { Candle } from '../../domain/index.ts'
import type { IctContext, IctDetector } from './ict-detector.ts'
import { newRecord } from './ict-record.ts'
import type { FollowStep, RecordFollower } from './record-follower.ts'

interface Gap {
  readonly direction: 1 | -1
  readonly top: number
  readonly bottom: number
}

const STEPS: readonly FollowStep[] = [
  { time: 'mitigatedAtMs', at: 'nearEdge', by: 'touch' },
  { time: 'filledAtMs', at: 'farEdge', by: 'touch' },
  { time: 'invalidatedAtMs', at: 'farEdge', by: 'closeBeyond' },
]

/**
 * Fair value gaps (`fvg`; M. J. Huddleston, The Inner Circle Trader): three bars of which the outer two do not overlap, while the
 * middle one closed in the direction of the gap. The gap stands on the middle bar and is known at the close of the third.
 *
 * It is mitigated at the first touch of its near edge, filled at the first touch of the far one, and invalidated by the first
 * close beyond that: from then on it counts in the other direction (an inversion).
 */
export class FairValueGapDetector implements IctDetector {
  readonly kinds = ['fvg'] as const
  readonly #follower: RecordFollower

  constructor(follower: RecordFollower) {
    this.#follower = follower
  }

  update(candle: Candle, context: IctContext): void {
    const middle = context.barAgo(1)
    const first = context.barAgo(2)
    if (middle === undefined || first === undefined) return
    const gap = gapBetween(first, middle, candle)
    if (gap === undefined) return
    const record = newRecord({
      kind: 'fvg',
      direction: gap.direction,
      timeframe: context.timeframe,
      top: gap.top,
      bottom: gap.bottom,
      formedAtMs: middle.openTimeMs,
      confirmedAtMs: candle.openTimeMs,
    })
    context.publish(record)
    this.#follower.follow(record, STEPS)
  }
}

function gapBetween(first: Candle, middle: Candle, last: Candle): Gap | undefined {
  if (first.high < last.low && middle.close > middle.open) return { direction: 1, top: last.low, bottom: first.high }
  if (first.low > last.high && middle.close < middle.open) return { direction: -1, top: first.low, bottom: last.high }
  return undefined
}
