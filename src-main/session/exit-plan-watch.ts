import { type Clock, EngineError, type Logger, toFloat } from '../base/index.ts'
import type { Candle, Instrument, InstrumentId, Position, Price, Quote } from '../domain/index.ts'
import type { Execution, StandingPlan } from '../execution/index.ts'
import type { CandleStore } from '../market-data/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import { bestOf, bestStoredPrice, betterOf } from './best-price.ts'
import { plannedStop } from './planned-stop.ts'

/** Session time between two moves of one stop, at least. */
const LEAST_MOVE_MS = 1_000

export interface ExitPlanWatchPorts {
  readonly execution: Pick<Execution, 'exitPlans' | 'exitParts' | 'moveExits'>
  readonly portfolio: Pick<Portfolio, 'position'>
  readonly candles: Pick<CandleStore, 'before'>
  /** Undefined where the market does not know it any more. */
  readonly instrument: (instrumentId: InstrumentId) => Instrument | undefined
  /** Fee of a way out at market, share of the notional. */
  readonly takerFee: () => number
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
}

/** What is known of one position between two prices. */
interface Followed {
  /** Session time from which on prices count. */
  readonly sinceMs: number
  best: number
  movedMs: number
}

/** Prices since the last look. */
interface Span {
  readonly high: number
  readonly low: number
  readonly newest: number
}

/**
 * Moves stops by the plans that positions were entered with, or were given since: behind the price, and to the entry price.
 *
 * Who decides: a stop that a hand or a strategy moves stands as it was put, and the plan goes on from there: what the price
 * did before does not count any more, so the stop follows once the price has gone on. One that they take away, or whose
 * order they cancel, ends the plan. The plan itself only ever brings a stop nearer to the price.
 *
 * Nothing of this is stored but the moves: after a restart the best price comes from the bars that were stored since the
 * position was opened, or since it was last decided about. What those bars do not tell, the seconds of the first minute,
 * can make the stop stand a little farther off, never nearer, than without the restart.
 */
export class ExitPlanWatch {
  readonly #ports: ExitPlanWatchPorts
  readonly #followed = new Map<string, Followed>()

  constructor(ports: ExitPlanWatchPorts) {
    this.#ports = ports
  }

  /** What a long position could be sold at, and a short one bought back. */
  handleQuote(instrumentId: InstrumentId, { bid, ask }: Quote): void {
    this.#handle(instrumentId, (side) =>
      side === 'buy' ? { high: bid, low: bid, newest: bid } : { high: ask, low: ask, newest: ask },
    )
  }

  handleTrade(instrumentId: InstrumentId, price: number): void {
    this.#handle(instrumentId, () => ({ high: price, low: price, newest: price }))
  }

  /** A closed minute; only one that began after the position did counts with its high and low. */
  handleClosedMinute(instrumentId: InstrumentId, { openTimeMs, high, low, close }: Candle): void {
    this.#handle(instrumentId, (_side, sinceMs) =>
      openTimeMs >= sinceMs ? { high, low, newest: close } : { high: close, low: close, newest: close },
    )
  }

  #handle(instrumentId: InstrumentId, spanOf: (side: StandingPlan['side'], sinceMs: number) => Span): void {
    const plans = this.#ports.execution.exitPlans(instrumentId)
    if (plans.length === 0) return
    for (const plan of plans) {
      const position = this.#ports.portfolio.position(plan.instrumentId, plan.owner)
      if (!position || position.quantity.isZero()) continue
      const sinceMs = Math.max(plan.sinceMs ?? 0, position.openedAtMs)
      this.#follow(plan, { position, sinceMs, span: spanOf(plan.side, sinceMs) })
    }
  }

  #follow(plan: StandingPlan, { position, sinceMs, span }: { position: Position; sinceMs: number; span: Span }): void {
    const followed = this.#followedOf(plan, { position, sinceMs, newest: span.newest })
    followed.best = betterOf(followed.best, bestOf(span, plan.side), plan.side)
    const nowMs = this.#ports.clock.nowMs()
    if (nowMs - followed.movedMs < LEAST_MOVE_MS) return
    const stop = this.#wanted(plan, { position, best: followed.best, newest: span.newest })
    if (!stop || !this.#move(plan, position, stop)) return
    followed.movedMs = nowMs
  }

  #followedOf(
    plan: StandingPlan,
    { position, sinceMs, newest }: { position: Position; sinceMs: number; newest: number },
  ): Followed {
    const { instrumentId, owner, side } = plan
    const key = `${instrumentId}|${owner}`
    const known = this.#followed.get(key)
    if (known?.sinceMs === sinceMs) return known
    const { candles, clock } = this.#ports
    const stored = bestStoredPrice(candles, { instrumentId, side, sinceMs, nowMs: clock.nowMs() })
    // A plan that counts from the entry counts the entry too; one that was decided later begins with the newest price.
    const first = plan.sinceMs === undefined ? betterOf(newest, toFloat(position.entryPrice), side) : newest
    const best = stored === undefined ? first : betterOf(first, stored, side)
    const followed = { sinceMs, best, movedMs: Number.NEGATIVE_INFINITY }
    this.#followed.set(key, followed)
    return followed
  }

  #wanted(
    plan: StandingPlan,
    { position, best, newest }: { position: Position; best: number; newest: number },
  ): Price | undefined {
    const { execution, instrument, takerFee } = this.#ports
    const tickSize = instrument(plan.instrumentId)?.tickSize
    if (!tickSize) return undefined
    const stop = farthest(execution.exitParts(plan, 'stopLoss'), plan.side)
    const { entryPrice } = position
    return plannedStop({ ...plan, entryPrice, tickSize, feeFraction: takerFee(), best, newest, stop })
  }

  /** False where nothing can be decided now: the next price asks again. */
  #move({ instrumentId, owner, sinceMs }: StandingPlan, { openedAtMs }: Position, stopPrice: Price): boolean {
    const { execution, logger } = this.#ports
    const idempotencyKey = `plan-${instrumentId}-${owner}-${sinceMs ?? openedAtMs}-${stopPrice.toFixed()}`
    try {
      execution.moveExits({ instrumentId, owner, by: 'plan', stopPrice, idempotencyKey })
      return true
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      logger.debug('a plan could not move a stop now', { instrumentId, owner, reason: error.message })
      return false
    }
  }
}

/** The stop that is farthest from the price; undefined where part of the position has none. */
function farthest(
  parts: readonly { readonly price: Price | undefined }[],
  side: StandingPlan['side'],
): Price | undefined {
  const [first, ...rest] = parts
  return rest.reduce(
    (found, { price }) =>
      found && price && (side === 'buy' ? price.lt(found) : price.gt(found)) ? price : price && found,
    first?.price,
  )
}
