import type { Candle } from '../../domain/index.ts'
import type { IctContext, IctDetector } from './ict-detector.ts'
import type { IctParameters } from './ict-parameters.ts'
import { type IctRecord, newRecord } from './ict-record.ts'
import { NewestSwings } from './newest-swings.ts'
import type { FollowStep, RecordFollower } from './record-follower.ts'

const STEPS: readonly FollowStep[] = [
  { time: 'mitigatedAtMs', at: 'nearEdge', by: 'touch' },
  { time: 'invalidatedAtMs', at: 'farEdge', by: 'pass' },
]

/**
 * Order blocks (`orderBlock`; M. J. Huddleston, The Inner Circle Trader): the bar that a move began from which then closed beyond the
 * newest confirmed swing. For a bullish one, that is the bar with the lowest low between the swing high and the bar that
 * closes above it, the last of equals; its high and low are the zone. Bearish ones mirror it. It stands on that bar, is known at
 * the crossing one, and comes from the swing, which is crossed once. The rule is that of the published smart-money-concepts package
 * (J. Attridge), with swings that are known when they are crossed.
 *
 * It is mitigated at the first later bar that touches its near edge, and invalidated by the first that goes beyond the far one.
 * A bar that is an order block already does not become one again when another swing is crossed from it.
 */
export class OrderBlockDetector implements IctDetector {
  readonly kinds = ['orderBlock'] as const
  readonly #swingLength: number
  readonly #swings = new NewestSwings()
  readonly #bullish = new Origin(1)
  readonly #bearish = new Origin(-1)
  readonly #follower: RecordFollower

  constructor(follower: RecordFollower, { swingLength }: Pick<IctParameters, 'swingLength'>) {
    this.#follower = follower
    this.#swingLength = swingLength
  }

  update(candle: Candle, context: IctContext): void {
    this.#look(this.#bullish, candle, context)
    this.#look(this.#bearish, candle, context)
    const swing = this.#swings.update(context.published)
    if (swing?.direction === 1) this.#bullish.begin(swing, context, this.#swingLength)
    if (swing?.direction === -1) this.#bearish.begin(swing, context, this.#swingLength)
  }

  #look(origin: Origin, candle: Candle, context: IctContext): void {
    const found = origin.update(candle)
    if (found === undefined) return
    const { bar, swing } = found
    const record = newRecord({
      kind: 'orderBlock',
      direction: origin.direction,
      timeframe: context.timeframe,
      top: bar.high,
      bottom: bar.low,
      formedAtMs: bar.openTimeMs,
      confirmedAtMs: candle.openTimeMs,
      sourceId: swing.id,
    })
    context.publish(record)
    this.#follower.follow(record, STEPS)
  }
}

interface Found {
  readonly bar: Candle
  readonly swing: IctRecord
}

/** The bar furthest from a swing since it formed, until a close crosses the swing. */
class Origin {
  readonly direction: 1 | -1
  #swing: IctRecord | undefined
  #bar: Candle | undefined
  #newest: Candle | undefined

  constructor(direction: 1 | -1) {
    this.direction = direction
  }

  /** Begins with the bars between a swing and the one that confirmed it, which is the newest. */
  begin(swing: IctRecord, context: IctContext, swingLength: number): void {
    this.#swing = swing
    this.#bar = undefined
    for (let barsAgo = swingLength - 1; barsAgo >= 0; barsAgo -= 1) {
      const bar = context.barAgo(barsAgo)
      if (bar !== undefined) this.#take(bar)
    }
  }

  /** @returns the bar that the move across the swing began from, if `candle` is the one that crosses it. */
  update(candle: Candle): Found | undefined {
    const swing = this.#swing
    if (swing === undefined) return undefined
    if (!this.#isCrossed(swing, candle)) {
      this.#take(candle)
      return undefined
    }
    this.#swing = undefined
    const bar = this.#bar
    if (bar === undefined || bar === this.#newest) return undefined
    this.#newest = bar
    return { bar, swing }
  }

  #isCrossed({ level }: IctRecord, { close }: Candle): boolean {
    if (level === null) return false
    return this.direction === 1 ? close > level : close < level
  }

  #take(bar: Candle): void {
    const furthest = this.#bar
    const isFurthest =
      this.direction === 1 ? bar.low <= (furthest?.low ?? Infinity) : bar.high >= (furthest?.high ?? -Infinity)
    if (isFurthest) this.#bar = bar
  }
}
