import type { IctKind } from '../../../../src-contract/index.ts'
import { timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'
import { SmoothedMean, TrueRange } from '../../running/index.ts'
import type { IctContext, IctDetector } from '../ict-detector.ts'
import type { IctParameters } from '../ict-parameters.ts'
import { type IctRecord, newRecord } from '../ict-record.ts'
import { NewestSwings } from '../newest-swings.ts'
import { PriceWatch } from '../price-watch.ts'
import { timeDigits } from '../time-digits.ts'
import { OpenLevels } from './open-levels.ts'
import { outerLevel } from './outer-level.ts'

const BEYOND = { strictly: true }

/**
 * `liquidityPool`: equal highs (direction 1, buy-side) or equal lows (-1, sell-side), beyond which stops are thought to rest. Two
 * alternating swings of the same type make one where
 *
 * - their levels are at most `equalRangeAtr` average ranges apart (Wilder's, of `atrPeriod` bars, as known at the bar that confirms
 *   the second; the batch study takes a share of the whole sample's range, which nobody knows at the time), and
 * - no bar between them traded beyond the outer of the two levels.
 *
 * The second swing is paired with the newest earlier one that fits. A third equal swing makes a pool of its own with the newer of
 * the former two; the first pool stays as it was published. The level is the mean, top and bottom are the two levels. It is
 * mitigated by the first bar that trades beyond the outer level (swept), invalidated by the first close beyond it.
 */
export class LiquidityPoolDetector implements IctDetector {
  readonly kinds: readonly IctKind[] = ['liquidityPool']
  readonly #equalRangeAtr: number
  readonly #swings = new NewestSwings()
  readonly #range = new TrueRange()
  readonly #averageRange: SmoothedMean
  readonly #above = new PoolSide(1)
  readonly #below = new PoolSide(-1)

  constructor({ equalRangeAtr, atrPeriod }: Pick<IctParameters, 'equalRangeAtr' | 'atrPeriod'>) {
    this.#equalRangeAtr = equalRangeAtr
    this.#averageRange = SmoothedMean.wilder(atrPeriod)
  }

  update(candle: Candle, context: IctContext): void {
    const averageRange = this.#averageRange.next(this.#range.next(candle, true), true)
    this.#above.follow(candle.high, candle.close, context)
    this.#below.follow(candle.low, candle.close, context)
    const swing = this.#swings.update(context.published)
    if (swing === undefined) return
    const side = swing.direction === 1 ? this.#above : this.#below
    side.addSwing(swing, averageRange * this.#equalRangeAtr, context)
  }
}

/** Pools of one side. */
class PoolSide {
  readonly #direction: 1 | -1
  readonly #open: OpenLevels
  /** Pools that nobody has traded beyond, and pools that nobody has closed beyond. */
  readonly #whole: PriceWatch<IctRecord>
  readonly #swept: PriceWatch<IctRecord>
  readonly #onSwept = (pool: IctRecord): void => {
    this.#context?.mark(pool, 'mitigatedAtMs')
    this.#swept.add(outerLevel(pool), pool)
  }
  readonly #onRun = (pool: IctRecord): void => this.#context?.mark(pool, 'invalidatedAtMs')
  #context: IctContext | undefined

  constructor(direction: 1 | -1) {
    this.#direction = direction
    this.#open = new OpenLevels(direction)
    this.#whole = direction === 1 ? PriceWatch.rising() : PriceWatch.falling()
    this.#swept = direction === 1 ? PriceWatch.rising() : PriceWatch.falling()
  }

  /** @param extreme - The bar's high for pools above, its low for pools below. */
  follow(extreme: number, close: number, context: IctContext): void {
    this.#context = context
    this.#open.see(extreme)
    if (this.#whole.size > 0) this.#whole.takeReached(extreme, this.#onSwept, BEYOND)
    if (this.#swept.size > 0) this.#swept.takeReached(close, this.#onRun, BEYOND)
  }

  /** @param distance - Furthest that two equal levels may be apart; NaN where it is not known yet. */
  addSwing({ level, formedAtMs, confirmedAtMs }: IctRecord, distance: number, context: IctContext): void {
    if (level === null) return
    const second = { price: level, timeMs: formedAtMs }
    const first = this.#open.add(second, distance)
    if (first === undefined) return
    const pool = newRecord({
      kind: 'liquidityPool',
      direction: this.#direction,
      timeframe: context.timeframe,
      formedAtMs: timeMs(first.timeMs),
      confirmedAtMs: timeMs(confirmedAtMs),
      ...bandOf(first.price, level),
      qualifier: timeDigits(formedAtMs),
    })
    context.publish(pool)
    this.#whole.add(outerLevel(pool), pool)
  }
}

function bandOf(one: number, other: number) {
  return { top: Math.max(one, other), bottom: Math.min(one, other), level: one + (other - one) / 2 }
}
