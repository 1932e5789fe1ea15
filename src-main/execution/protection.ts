import { Decimal, ZERO } from '../base/index.ts'
import {
  type InstrumentId,
  type Order,
  type OrderId,
  type OrderTerms,
  opposite,
  type Owner,
  type Price,
  type Quantity,
  type Side,
} from '../domain/index.ts'
import { remainingQuantity } from './order-machine.ts'

/** More working orders than this on one leg are replaced by a single one: venues limit how many may wait. */
const MAX_ORDERS_PER_LEG = 4

/** Reason of every cancel that only adjusts protection; any other reason gives a leg up. */
export const PROTECTION_CANCEL_REASON = 'protection adjusted'

/** Part of an owner's position that one entry opened, with the exits that were decided with it. */
export interface Bracket {
  /** The entry. */
  readonly parentOrderId: OrderId
  readonly instrumentId: InstrumentId
  readonly owner: Owner
  /** Side of the entry; the exits are on the other one. */
  readonly side: Side
  readonly stopPrice: Price | undefined
  readonly targetPrice: Price | undefined
  /** Unsigned; still open and covered by this bracket. */
  readonly quantity: Quantity
}

export type LegRole = 'stopLoss' | 'takeProfit'

/**
 * How far a leg may be planned. `whole`: an addition was refused, so the next attempt is one order for all of it.
 * `suspended`: refused as a whole, tried again later. `released`: somebody cancelled it, it is not placed again.
 */
export type LegStatus = 'normal' | 'whole' | 'suspended' | 'released'

export type ProtectionAction =
  | { readonly kind: 'place'; readonly bracket: Bracket; readonly role: LegRole; readonly quantity: Quantity }
  | { readonly kind: 'cancel'; readonly orderId: OrderId }

/** What one fill did to an owner's position. Quantities are signed. */
export interface PositionChange {
  readonly before: Quantity
  readonly after: Quantity
  /** The order that filled. */
  readonly terms: OrderTerms
}

export interface ProtectionState {
  readonly brackets: readonly Bracket[]
  /** Open protective orders of the same owner and instrument, oldest first. */
  readonly orders: readonly Order[]
  /** Unsigned; what the owner holds less what its closes at market will take, where an exit for that part would close twice. */
  readonly toProtect: Quantity
  readonly statusOf: (parentOrderId: OrderId, role: LegRole) => LegStatus
}

/**
 * Brackets after a fill, oldest first. An entry with exits raises its own bracket; an exit of a bracket lowers that
 * one; anything else that shrinks the position below what the brackets cover lowers the oldest first. Together they
 * never cover more than the position; a position that ends or turns round ends its brackets.
 */
export function advanceBrackets(brackets: readonly Bracket[], change: PositionChange): readonly Bracket[] {
  const { before, after, terms } = change
  if (after.isZero()) return []
  const isContinued = !before.isZero() && before.isPositive() === after.isPositive()
  const kept = isContinued ? brackets : []
  const growth = after.abs().sub(isContinued ? before.abs() : ZERO)
  const moved = growth.gt(ZERO) ? raise(kept, terms, growth) : lower(kept, terms.parentOrderId, growth.neg())
  return lowerOldest(moved, coverage(moved).sub(after.abs()))
}

/** Pure: the commands that lead from the protective orders there are to those there should be. */
export function planProtection(state: ProtectionState): ProtectionAction[] {
  const brackets = lowerOldest(state.brackets, coverage(state.brackets).sub(state.toProtect))
  const parents = new Set(brackets.map(({ parentOrderId }) => parentOrderId))
  const live = state.orders.filter(isStaying)
  const orphans = live.filter(({ terms }) => terms.parentOrderId !== undefined && !parents.has(terms.parentOrderId))
  return [...brackets.flatMap((bracket) => planBracket(bracket, live, state.statusOf)), ...cancelAll(orphans)]
}

/** Price of a leg; undefined where the entry was made without one. */
export function legPrice(bracket: Bracket, role: LegRole): Price | undefined {
  return role === 'stopLoss' ? bracket.stopPrice : bracket.targetPrice
}

export function exitSide(bracket: Bracket): Side {
  return opposite(bracket.side)
}

/** A close at market, by a hand or a strategy, that stands at the venue. */
export function isClosing(order: Order): boolean {
  const { source, role, type } = order.terms
  return source !== 'protection' && role === 'close' && type === 'market' && isConfirmed(order)
}

function planBracket(
  bracket: Bracket,
  live: readonly Order[],
  statusOf: ProtectionState['statusOf'],
): ProtectionAction[] {
  const children = live.filter(({ terms }) => terms.parentOrderId === bracket.parentOrderId)
  const closing = totalRemaining(children.filter(({ terms }) => terms.role === 'close'))
  const wanted = Decimal.max(ZERO, bracket.quantity.sub(closing)) as Quantity
  return (['stopLoss', 'takeProfit'] as const).flatMap((role) => {
    if (legPrice(bracket, role) === undefined) return []
    const orders = children.filter(({ terms }) => terms.role === role)
    return planLeg({ bracket, role, wanted, orders, status: statusOf(bracket.parentOrderId, role) })
  })
}

interface LegPlan {
  readonly bracket: Bracket
  readonly role: LegRole
  readonly wanted: Quantity
  /** Oldest first, without those on their way out. */
  readonly orders: readonly Order[]
  readonly status: LegStatus
}

/**
 * Orders that fit are kept, what is missing is placed, and what is too much goes only when the kept ones are
 * confirmed by the venue: at no moment is less covered than wanted.
 */
function planLeg({ bracket, role, wanted, orders, status }: LegPlan): ProtectionAction[] {
  if (status === 'released' || wanted.isZero()) return cancelAll(orders)
  const kept = fitting(orders, wanted, status)
  const missing = wanted.sub(totalRemaining(kept)) as Quantity
  if (missing.gt(ZERO)) return status === 'suspended' ? [] : [{ kind: 'place', bracket, role, quantity: missing }]
  if (!kept.every(isConfirmed)) return []
  const surplus = orders.filter((order) => !kept.includes(order))
  if (surplus.length > 0) return cancelAll(surplus)
  return kept.length > MAX_ORDERS_PER_LEG && status === 'normal'
    ? [{ kind: 'place', bracket, role, quantity: wanted }]
    : []
}

/** Newest first, as many as do not exceed what is wanted; after a refusal only one order for the whole counts. */
function fitting(orders: readonly Order[], wanted: Quantity, status: LegStatus): Order[] {
  const newestFirst = [...orders].reverse()
  if (status === 'whole') return newestFirst.filter((order) => remainingQuantity(order).eq(wanted)).slice(0, 1)
  const kept: Order[] = []
  let sum = ZERO
  for (const order of newestFirst) {
    const next = sum.add(remainingQuantity(order))
    if (next.gt(wanted)) continue
    sum = next
    kept.push(order)
  }
  return kept
}

function raise(brackets: readonly Bracket[], terms: OrderTerms, growth: Decimal): readonly Bracket[] {
  if (terms.stopLossPrice === undefined && terms.takeProfitPrice === undefined) return brackets
  const known = brackets.some(({ parentOrderId }) => parentOrderId === terms.orderId)
  if (known) return brackets.map((each) => (each.parentOrderId === terms.orderId ? changedBy(each, growth) : each))
  const opened: Bracket = {
    parentOrderId: terms.orderId,
    instrumentId: terms.instrumentId,
    owner: terms.owner,
    side: terms.side,
    stopPrice: terms.stopLossPrice,
    targetPrice: terms.takeProfitPrice,
    quantity: growth as Quantity,
  }
  return [...brackets, opened]
}

function lower(brackets: readonly Bracket[], parentOrderId: OrderId | undefined, amount: Decimal): readonly Bracket[] {
  if (parentOrderId === undefined) return brackets
  return brackets
    .map((each) =>
      each.parentOrderId === parentOrderId ? changedBy(each, Decimal.min(each.quantity, amount).neg()) : each,
    )
    .filter(isCovering)
}

function lowerOldest(brackets: readonly Bracket[], excess: Decimal): readonly Bracket[] {
  let rest = excess
  if (!rest.gt(ZERO)) return brackets
  return brackets
    .map((each) => {
      const cut = Decimal.min(each.quantity, rest)
      rest = rest.sub(cut)
      return changedBy(each, cut.neg())
    })
    .filter(isCovering)
}

function changedBy(bracket: Bracket, change: Decimal): Bracket {
  return change.isZero() ? bracket : { ...bracket, quantity: bracket.quantity.add(change) as Quantity }
}

function isCovering({ quantity }: Bracket): boolean {
  return quantity.gt(ZERO)
}

function coverage(brackets: readonly Bracket[]): Decimal {
  return brackets.reduce((sum, { quantity }) => sum.add(quantity), ZERO)
}

/** Sum of what these orders have still to fill. */
export function totalRemaining(orders: readonly Order[]): Decimal {
  return orders.reduce((sum, order) => sum.add(remainingQuantity(order)), ZERO)
}

function isStaying({ state }: Order): boolean {
  return state.kind !== 'cancelling'
}

function isConfirmed({ state }: Order): boolean {
  return state.kind === 'working' || state.kind === 'partiallyFilled'
}

function cancelAll(orders: readonly Order[]): ProtectionAction[] {
  return orders.map(({ terms }) => ({ kind: 'cancel', orderId: terms.orderId }))
}
