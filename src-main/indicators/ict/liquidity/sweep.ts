import type { IctKind } from '../../../../src-contract/index.ts'
import type { Candle } from '../../../domain/index.ts'
import type { IctContext, IctDetector } from '../ict-detector.ts'
import { type IctRecord, newRecord } from '../ict-record.ts'
import type { FollowStep, RecordFollower } from '../record-follower.ts'
import { timeDigits } from '../time-digits.ts'
import { outerLevel } from './outer-level.ts'
import { PeriodLevels, type TakenLevel } from './period-levels.ts'

const STEPS: readonly FollowStep[] = [
  { time: 'mitigatedAtMs', at: 'level', by: 'touch' },
  { time: 'invalidatedAtMs', at: 'farEdge', by: 'closeBeyond' },
]

/**
 * `sweep`: a bar that takes the stops beyond a level and closes back at it or inside; the price is then expected to reverse (M. J.
 * Huddleston, The Inner Circle Trader: liquidity sweep, stop hunt). Direction -1 after highs, 1 after lows.
 *
 * - Levels are the highs and lows of the previous week, day and session or kill zone, the outer levels of pools, and standing swings;
 *   the label tells which (`W`, `1D`, the session's name, `pool`, `swing`).
 * - Each level is swept or broken once, by the first bar that trades beyond it: its stops are gone then. A bar that closes beyond it
 *   has broken it and is no sweep.
 * - Where a bar sweeps one price under several names, the first in the order above counts. Swings inside a pool that the bar takes
 *   are part of the pool.
 * - The zone reaches from the level to the end of the wick. It is mitigated by the next bar that comes back to the level, and
 *   invalidated by the first close beyond the end of the wick.
 */
export class SweepDetector implements IctDetector {
  readonly kinds: readonly IctKind[] = ['sweep']
  readonly #periods = new PeriodLevels()
  readonly #follower: RecordFollower

  constructor(follower: RecordFollower) {
    this.#follower = follower
  }

  update(candle: Candle, context: IctContext): void {
    const ofPeriods = this.#periods.update(candle, context.published)
    const taken = context.changed.length > 0 ? withChanged(ofPeriods, context.changed, candle) : ofPeriods
    for (let index = 0; index < taken.length; index += 1) {
      const level = taken[index]
      if (level === undefined || !isBackInside(level, candle) || isCovered(level, taken, index)) continue
      this.#publish(level, candle, context)
    }
  }

  #publish({ source, side, level, label }: TakenLevel, candle: Candle, context: IctContext): void {
    const record = newRecord({
      kind: 'sweep',
      direction: side === 1 ? -1 : 1,
      timeframe: context.timeframe,
      formedAtMs: candle.openTimeMs,
      confirmedAtMs: candle.openTimeMs,
      top: side === 1 ? candle.high : level,
      bottom: side === 1 ? level : candle.low,
      level,
      label,
      sourceId: source.id,
      // Of one label and direction, no two are confirmed at the same bar.
      qualifier: timeDigits(source.confirmedAtMs),
    })
    context.publish(record)
    this.#follower.follow(record, STEPS)
  }
}

/** Adds pools, then swings, that the bar is the first to trade beyond. */
function withChanged(
  ofPeriods: readonly TakenLevel[],
  changed: readonly IctRecord[],
  { openTimeMs }: Candle,
): readonly TakenLevel[] {
  const pools: TakenLevel[] = []
  const swings: TakenLevel[] = []
  for (const source of changed) {
    const { kind, direction, mitigatedAtMs, invalidatedAtMs, level } = source
    if (mitigatedAtMs !== openTimeMs || direction === 0 || level === null) continue
    if (kind === 'liquidityPool') pools.push({ source, side: direction, level: outerLevel(source), label: 'pool' })
    if (kind === 'swing' && invalidatedAtMs === null) swings.push({ source, side: direction, level, label: 'swing' })
  }
  return pools.length + swings.length === 0 ? ofPeriods : [...ofPeriods, ...pools, ...swings]
}

/** True where a level before it is the same price, or a pool that it lies in. */
function isCovered(level: TakenLevel, taken: readonly TakenLevel[], index: number): boolean {
  return index > 0 && taken.slice(0, index).some((earlier) => covers(earlier, level))
}

function covers({ source, side, level, label }: TakenLevel, other: TakenLevel): boolean {
  if (side !== other.side) return false
  if (level === other.level) return true
  return label === 'pool' && other.label === 'swing' && isWithin(source, other.level)
}

function isWithin({ top, bottom }: IctRecord, price: number): boolean {
  return top !== null && bottom !== null && price >= bottom && price <= top
}

function isBackInside({ side, level }: TakenLevel, { close }: Candle): boolean {
  return side === 1 ? close <= level : close >= level
}
