import type { TimeMs } from '../base/index.ts'
import type {
  BreakEven,
  ExitMove,
  ExitMover,
  ExitRole,
  OrderId,
  Price,
  Standing,
  TrailingDistance,
} from '../domain/index.ts'
import { orderNumberOf } from './order-numbers.ts'
import { standingKey } from './standing.ts'

export const EXIT_ROLES: readonly ExitRole[] = ['stopLoss', 'takeProfit']

/** An exit as it was decided for a whole position after its entries were made. */
export interface MovedExit {
  /** Undefined: it was taken away. */
  readonly price: Price | undefined
  readonly by: ExitMover
  /** Orders with a lower number were made before. */
  readonly beforeOrderNumber: number
}

/** How a stop is to follow the price, as it was decided after the entries. */
export interface MovedPlan {
  /** Undefined: as the entries were made; null: not at all. */
  readonly trailing: TrailingDistance | null | undefined
  readonly breakEven: BreakEven | null | undefined
  /** Session time: what the price did before does not move the stop. */
  readonly sinceMs: TimeMs | undefined
  readonly by: ExitMover
  readonly beforeOrderNumber: number
}

/** A position and the newest decision about each of its exits; one that is missing was never decided anew. */
export interface PositionExits extends Standing {
  readonly stopLoss?: MovedExit
  readonly takeProfit?: MovedExit
  readonly plan?: MovedPlan
  /** How far the plan has brought the stop since; it never stands behind this. */
  readonly planStop?: MovedExit
}

/** Exits of the open positions that were decided over those their entries were made with. They end with the position. */
export class MovedExits {
  readonly #exits = new Map<string, PositionExits>()

  restore(exits: readonly PositionExits[]): void {
    for (const each of exits) this.#exits.set(standingKey(each), each)
  }

  of(standing: Standing): PositionExits | undefined {
    return this.#exits.get(standingKey(standing))
  }

  move(move: ExitMove): void {
    this.#exits.set(standingKey(move), movedExits(this.of(move), move))
  }

  /** The position ended or turned round: gives what had been decided for it, which is over now. */
  end(standing: Standing): PositionExits | undefined {
    const ended = this.of(standing)
    if (ended) this.#exits.delete(standingKey(standing))
    return ended
  }

  clear(): void {
    this.#exits.clear()
  }
}

/** Pure: the decisions about a position with a new one among them. */
export function movedExits(known: PositionExits | undefined, move: ExitMove): PositionExits {
  const { instrumentId, owner, stopPrice, by, beforeOrderNumber } = move
  const standing = { instrumentId, owner }
  if (by === 'plan') {
    const planStop = stopPrice ? { planStop: { price: stopPrice, by, beforeOrderNumber } } : {}
    const resumed = movedPlan(move)
    return { ...known, ...standing, ...planStop, ...(resumed && { plan: resumed }) }
  }
  const stopLoss = movedExit(move, 'stopLoss')
  const takeProfit = movedExit(move, 'takeProfit')
  const plan = movedPlan(move)
  const earlier: PositionExits = known ?? standing
  const { planStop, ...rest } = earlier
  return {
    ...rest,
    ...standing,
    // Whoever moves the stop himself decides over how far a plan had brought it.
    ...(planStop && !stopLoss && { planStop }),
    ...(stopLoss && { stopLoss }),
    ...(takeProfit && { takeProfit }),
    ...(plan && { plan }),
  }
}

/** What the move decides about an exit; undefined where it leaves it as it is. A plan decides nothing over a hand. */
export function movedExit(
  { stopPrice, targetPrice, by, beforeOrderNumber }: ExitMove,
  role: ExitRole,
): MovedExit | undefined {
  const price = role === 'stopLoss' ? stopPrice : targetPrice
  if (price === undefined || by === 'plan') return undefined
  return { price: price ?? undefined, by, beforeOrderNumber }
}

/** An entry made after the move that brings an exit of its own keeps it: that is the newer decision. */
export function isMeant(moved: MovedExit, entryId: OrderId, own: Price | undefined): boolean {
  return own === undefined || orderNumberOf(entryId) < moved.beforeOrderNumber
}

/**
 * What a wish decides about the plan without naming it, so that a decision stands by itself: a stop that is moved goes on
 * with the plan in force from there, one that is taken away ends it.
 */
export function planDecidedBy(
  wish: Pick<ExitMove, 'stopPrice' | 'trailing' | 'breakEven' | 'by'>,
  known: PositionExits | undefined,
): PlanDecision {
  if (!touchesPlan(wish)) return {}
  if (wish.stopPrice === null) return { trailing: null, breakEven: null }
  return planInForce(known)
}

/** The plan goes on as it was decided, and follows the price from the time of the move on. */
export function planResumed(known: PositionExits | undefined): PlanDecision {
  return { ...planInForce(known), resumesBefore: known?.plan?.beforeOrderNumber ?? 0 }
}

type PlanDecision = Pick<ExitMove, 'trailing' | 'breakEven' | 'resumesBefore'>

function planInForce(known: PositionExits | undefined): PlanDecision {
  const { trailing, breakEven } = known?.plan ?? {}
  return { ...(trailing !== undefined && { trailing }), ...(breakEven !== undefined && { breakEven }) }
}

/** What the move decides about the plan; undefined where it leaves it as it is. */
export function movedPlan(move: ExitMove): MovedPlan | undefined {
  const { trailing, breakEven, sinceMs, by, resumesBefore } = move
  if (!touchesPlan(move) && resumesBefore === undefined) return undefined
  return { trailing, breakEven, sinceMs, by, beforeOrderNumber: resumesBefore ?? move.beforeOrderNumber }
}

function touchesPlan({
  stopPrice,
  trailing,
  breakEven,
  by,
}: Pick<ExitMove, 'stopPrice' | 'trailing' | 'breakEven' | 'by'>): boolean {
  return by !== 'plan' && (stopPrice !== undefined || trailing !== undefined || breakEven !== undefined)
}
