import { type Clock, EngineError, type Logger, toFloat } from '../base/index.ts'
import type { Candle, Instrument, InstrumentId, Owner, Position, Price, Quote } from '../domain/index.ts'
import type { Execution, NewExitMove, StandingPlan } from '../execution/index.ts'
import type { CandleStore } from '../market-data/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import { bestOf, bestStoredPrice, betterOf } from './best-price.ts'
import { hasLostPrice, type PlanView, plannedStop } from './planned-stop.ts'

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

/** A price as one position sees it. */
interface PlanPrice {
  readonly position: Position
  readonly sinceMs: number
  readonly span: Span
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
 * Where the price has fallen through the place of a stop that did not stand there, because nobody looked, or because the plan
 * came with a later entry, the plan goes on from the newest price, and that is written down: the best price before it would put
 * the stop right behind the price as soon as that has recovered.
 *
 * Nothing of this is stored but these moves: after a restart the best price comes from the bars that were stored since the
 * position was opened, or since the plan was last decided about or has gone on from the newest price. What those bars do not
 * tell, the seconds of the first minute, can make the stop stand a little farther off, never nearer, than without the restart.
 */
export class ExitPlanWatch {
  readonly #ports: ExitPlanWatchPorts
  readonly #followed = new Map<InstrumentId, Map<Owner, Followed>>()

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

  /** The market has stood still: what was seen before is taken from the stored bars again, as at a start. */
  restart(): void {
    this.#followed.clear()
  }

  #handle(instrumentId: InstrumentId, spanOf: (side: StandingPlan['side'], sinceMs: number) => Span): void {
    const plans = this.#ports.execution.exitPlans(instrumentId)
    const known = this.#followed.get(instrumentId)
    if (plans.length === 0) return void (known && this.#followed.delete(instrumentId))
    // One that is not in force is not followed: what it would have seen comes from the stored bars once it is again.
    const followed = new Map<Owner, Followed>()
    for (const plan of plans) {
      const position = this.#ports.portfolio.position(plan.instrumentId, plan.owner)
      if (!position || position.quantity.isZero()) continue
      const sinceMs = Math.max(plan.sinceMs ?? 0, position.openedAtMs)
      const price: PlanPrice = { position, sinceMs, span: spanOf(plan.side, sinceMs) }
      const own = this.#followedOf(plan, price, known?.get(plan.owner))
      followed.set(plan.owner, own)
      this.#follow(plan, price, own)
    }
    this.#followed.set(instrumentId, followed)
  }

  #follow(plan: StandingPlan, { position, span }: PlanPrice, followed: Followed): void {
    followed.best = betterOf(followed.best, bestOf(span, plan.side), plan.side)
    // It is the same after a start, whatever was seen before.
    if (countsEntry(plan)) followed.best = betterOf(followed.best, toFloat(position.entryPrice), plan.side)
    const nowMs = this.#ports.clock.nowMs()
    if (nowMs - followed.movedMs < LEAST_MOVE_MS) return
    const view = this.#view(plan, { position, best: followed.best, newest: span.newest })
    if (!view) return
    const resumesPlan = hasLostPrice(view)
    const stopPrice = plannedStop(view)
    if (!stopPrice && !resumesPlan) return
    const move = { ...(stopPrice && { stopPrice }), ...(resumesPlan && { resumesPlan }) }
    if (this.#move(plan, position, move)) followed.movedMs = nowMs
  }

  #followedOf(plan: StandingPlan, { sinceMs, span }: PlanPrice, known: Followed | undefined): Followed {
    if (known?.sinceMs === sinceMs) return known
    const { candles, clock } = this.#ports
    const { instrumentId, side } = plan
    const stored = bestStoredPrice(candles, { instrumentId, side, sinceMs, nowMs: clock.nowMs() })
    const best = stored === undefined ? span.newest : betterOf(span.newest, stored, side)
    return { sinceMs, best, movedMs: known?.movedMs ?? Number.NEGATIVE_INFINITY }
  }

  #view(
    plan: StandingPlan,
    { position, best, newest }: { position: Position; best: number; newest: number },
  ): PlanView | undefined {
    const { execution, instrument, takerFee } = this.#ports
    const tickSize = instrument(plan.instrumentId)?.tickSize
    if (!tickSize) return undefined
    const stop = farthest(execution.exitParts(plan, 'stopLoss'), plan.side)
    const { entryPrice } = position
    return { ...plan, entryPrice, tickSize, feeFraction: takerFee(), best, newest, stop }
  }

  /** False where nothing can be decided now: the next price asks again. */
  #move(plan: StandingPlan, { openedAtMs }: Position, move: Pick<NewExitMove, 'stopPrice' | 'resumesPlan'>): boolean {
    const { execution, logger, clock } = this.#ports
    const { instrumentId, owner, sinceMs } = plan
    const what = move.stopPrice?.toFixed() ?? `resumed-${clock.nowMs()}`
    const idempotencyKey = `plan-${instrumentId}-${owner}-${sinceMs ?? openedAtMs}-${what}`
    try {
      execution.moveExits({ instrumentId, owner, by: 'plan', ...move, idempotencyKey })
      return true
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      logger.debug('a plan could not move a stop now', { instrumentId, owner, reason: error.message })
      return false
    }
  }
}

/**
 * The entry counts where the plan counts from it, and while one entry is all that there is: an average of several, or one that
 * came with a handover, is no price that the plan has seen.
 */
function countsEntry({ sinceMs, isOneEntry }: StandingPlan): boolean {
  return sinceMs === undefined && isOneEntry
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
