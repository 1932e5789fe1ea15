import { type Decimal, floorToStep } from '../base/index.ts'
import type { ExitMover, ExitRole, Order, OrderTerms, Price, Quantity } from '../domain/index.ts'
import type { Bracket } from './brackets.ts'
import { type SizeRules, type TargetShare, targetShares } from './exit-targets.ts'
import type { Leg } from './leg-statuses.ts'
import { isMeant, type PositionExits } from './moved-exits.ts'

/** An exit as it is wanted. */
export interface WantedExit {
  readonly price: Price
  /** Who moved it; undefined where it is as its entry was made. */
  readonly movedBy: ExitMover | undefined
}

/** One order, or several at one price, that are to wait for a bracket. */
export interface WantedLeg {
  /** Place among the targets of the bracket; 0 for a stop, and for a target of the whole. */
  readonly index: number
  readonly exit: WantedExit
  readonly quantity: Quantity
  /** Targets too small for the venue that are sold here as well. */
  readonly merged: readonly number[]
}

/**
 * An exit of the whole bracket, as its entry was made or as it was moved later; undefined where there is to be none. A stop
 * that a plan has moved stands where the plan has brought it, unless the other one is nearer.
 */
export function wantedExit(bracket: Bracket, role: ExitRole, exits: PositionExits | undefined): WantedExit | undefined {
  const decided = decidedExit(bracket, role, exits)
  const moved = role === 'stopLoss' ? exits?.planStop : undefined
  if (!moved?.price || !isMeant(moved, bracket.parentOrderId, bracket.stopPrice)) return decided
  return decided && !isNearer(moved.price, decided.price, bracket) ? decided : { price: moved.price, movedBy: 'plan' }
}

/**
 * Every exit of the role that is to wait for the bracket, on the lot: where the fee was taken out of what was bought, less
 * than a lot is left that no order can sell.
 */
export function wantedLegs(
  bracket: Bracket,
  role: ExitRole,
  { exits, rules }: { readonly exits: PositionExits | undefined; readonly rules: SizeRules | undefined },
): WantedLeg[] {
  const sellable = rules ? onLot(bracket, rules) : bracket
  if (role === 'takeProfit' && hasTargets(bracket) && !isMoved(bracket, role, exits)) {
    return targetShares(sellable, rules).map(legOf)
  }
  const exit = wantedExit(bracket, role, exits)
  return exit ? [{ index: 0, exit, quantity: sellable.quantity, merged: [] }] : []
}

function onLot(bracket: Bracket, { lotSize }: SizeRules): Bracket {
  const floor = (amount: Quantity): Quantity => floorToStep(amount, lotSize) as Quantity
  return { ...bracket, opened: floor(bracket.opened), quantity: floor(bracket.quantity) }
}

/** Which leg of its bracket an order belongs to: targets are told apart by their price. */
export function legIndexOf(bracket: Bracket, terms: OrderTerms): number {
  if (terms.role !== 'takeProfit') return 0
  const at = terms.triggerPrice ?? terms.limitPrice
  return at === undefined ? 0 : targetIndexAt(bracket, at)
}

/** Which legs a ledger means that tells only where the cancelled order waited, or not even that. */
export function releasedIndexes(bracket: Bracket, { role, price }: Leg): readonly number[] {
  if (role === 'stopLoss' || bracket.targets.length === 0) return [0]
  if (price) return [targetIndexAt(bracket, price)]
  return [...bracket.targets.keys(), bracket.targets.length]
}

function targetIndexAt({ targets, targetPrice }: Bracket, at: Decimal.Value): number {
  const index = targets.findIndex(({ price }) => price.eq(at))
  if (index >= 0) return index
  return targetPrice?.eq(at) ? targets.length : nearestIndex(targets, at)
}

/** One that stands beside its price waits on a coarser tick than that was decided on. */
function nearestIndex(targets: Bracket['targets'], at: Decimal.Value): number {
  const distances = targets.map(({ price }) => price.sub(at).abs())
  return distances.reduce(
    (nearest, distance, index) => (distance.lt(distances[nearest] ?? distance) ? index : nearest),
    0,
  )
}

/** Where the order would leave the position; undefined for one at market. */
export function exitPriceOf({ terms }: Pick<Order, 'terms'>): Price | undefined {
  return terms.triggerPrice ?? terms.limitPrice
}

function legOf({ index, price, quantity, merged }: TargetShare): WantedLeg {
  return { index, exit: { price, movedBy: undefined }, quantity, merged }
}

function decidedExit(bracket: Bracket, role: ExitRole, exits: PositionExits | undefined): WantedExit | undefined {
  const moved = exits?.[role]
  const own = role === 'stopLoss' ? bracket.stopPrice : bracket.targetPrice
  if (!moved || !isMoved(bracket, role, exits)) return own && { price: own, movedBy: undefined }
  return moved.price && { price: moved.price, movedBy: moved.by }
}

function isMoved(bracket: Bracket, role: ExitRole, exits: PositionExits | undefined): boolean {
  const own = role === 'stopLoss' ? bracket.stopPrice : (bracket.targets[0]?.price ?? bracket.targetPrice)
  const moved = exits?.[role]
  return moved !== undefined && isMeant(moved, bracket.parentOrderId, own)
}

function hasTargets({ targets }: Bracket): boolean {
  return targets.length > 0
}

/** To the price: a stop there leaves earlier. */
function isNearer(left: Price, right: Price, { side }: Bracket): boolean {
  return side === 'buy' ? left.gt(right) : left.lt(right)
}
