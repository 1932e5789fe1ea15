import { Decimal, ZERO } from '../base/index.ts'
import type { ExitRole, Order, OrderId, Quantity } from '../domain/index.ts'
import { type Bracket, coverage, lowerBy, wantedExit, type WantedExit } from './brackets.ts'
import type { LegStatus } from './leg-statuses.ts'
import { EXIT_ROLES, type PositionExits } from './moved-exits.ts'
import { remainingQuantity } from './order-machine.ts'

/** More working orders than this on one leg are replaced by a single one: venues limit how many may wait. */
const MAX_ORDERS_PER_LEG = 4

/** Reason of every cancel that only adjusts protection; any other reason gives a leg up. */
export const PROTECTION_CANCEL_REASON = 'protection adjusted'

export type ProtectionAction =
  | {
      readonly kind: 'place'
      readonly bracket: Bracket
      readonly role: ExitRole
      readonly exit: WantedExit
      readonly quantity: Quantity
    }
  | { readonly kind: 'cancel'; readonly orderId: OrderId }

export interface ProtectionState {
  readonly brackets: readonly Bracket[]
  /** Decided for the position after its entries were made; undefined: nothing was. */
  readonly exits: PositionExits | undefined
  /** Open protective orders of the same owner and instrument, oldest first. */
  readonly orders: readonly Order[]
  /** Unsigned; what the owner holds less what its closes at market will take, where an exit for that part would close twice. */
  readonly toProtect: Quantity
  readonly statusOf: (parentOrderId: OrderId, role: ExitRole) => LegStatus
}

/** Pure: the commands that lead from the protective orders there are to those there should be. */
export function planProtection(state: ProtectionState): ProtectionAction[] {
  const brackets = lowerBy(state.brackets, coverage(state.brackets).sub(state.toProtect))
  const parents = new Set(brackets.map(({ parentOrderId }) => parentOrderId))
  const live = state.orders.filter(isStaying)
  const orphans = live.filter(({ terms }) => terms.parentOrderId !== undefined && !parents.has(terms.parentOrderId))
  return [...brackets.flatMap((bracket) => planBracket(bracket, live, state)), ...cancelAll(orphans)]
}

/** Where the order would leave the position; undefined for one at market. */
export function exitPriceOf({ terms }: Order): Decimal | undefined {
  return terms.triggerPrice ?? terms.limitPrice
}

/** Sum of what these orders have still to fill. */
export function totalRemaining(orders: readonly Order[]): Decimal {
  return orders.reduce((sum, order) => sum.add(remainingQuantity(order)), ZERO)
}

function planBracket(bracket: Bracket, live: readonly Order[], state: ProtectionState): ProtectionAction[] {
  const children = live.filter(({ terms }) => terms.parentOrderId === bracket.parentOrderId)
  const closes = children.filter(({ terms }) => terms.role === 'close')
  return EXIT_ROLES.flatMap((role) =>
    planLeg({
      bracket,
      role,
      exit: wantedExit(bracket, role, state.exits),
      wanted: uncovered(bracket, closes),
      needed: uncovered(bracket, closes.filter(isConfirmed)),
      orders: children.filter(({ terms }) => terms.role === role),
      status: state.statusOf(bracket.parentOrderId, role),
    }),
  )
}

function uncovered({ quantity }: Bracket, closes: readonly Order[]): Quantity {
  return Decimal.max(ZERO, quantity.sub(totalRemaining(closes))) as Quantity
}

interface LegPlan {
  readonly bracket: Bracket
  readonly role: ExitRole
  /** Undefined: the entry was made without, or it was taken away. */
  readonly exit: WantedExit | undefined
  /** What is left to cover beside the protective closes that were asked for. */
  readonly wanted: Quantity
  /** What must stay covered: a close counts only once the venue has it. */
  readonly needed: Quantity
  /** Oldest first, without those on their way out. */
  readonly orders: readonly Order[]
  readonly status: LegStatus
}

/**
 * Orders that fit are kept, what is missing is placed, and what is too much, or waits at another price, goes only when
 * the kept ones are confirmed by the venue: at no moment is less covered than wanted.
 */
function planLeg({ bracket, role, exit, wanted, needed, orders, status }: LegPlan): ProtectionAction[] {
  if (!exit || status === 'released' || needed.isZero()) return cancelAll(orders)
  const kept = fitting(
    orders.filter((order) => exitPriceOf(order)?.eq(exit.price)),
    wanted,
    status,
  )
  const missing = wanted.sub(totalRemaining(kept)) as Quantity
  if (missing.gt(ZERO)) return status === 'suspended' ? [] : [{ kind: 'place', bracket, role, exit, quantity: missing }]
  if (wanted.lt(needed) || !kept.every(isConfirmed)) return []
  const surplus = orders.filter((order) => !kept.includes(order))
  if (surplus.length > 0) return cancelAll(surplus)
  return kept.length > MAX_ORDERS_PER_LEG && status === 'normal'
    ? [{ kind: 'place', bracket, role, exit, quantity: wanted }]
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

function isStaying({ state }: Order): boolean {
  return state.kind !== 'cancelling'
}

/** It stands at the venue. */
export function isConfirmed({ state }: Order): boolean {
  return state.kind === 'working' || state.kind === 'partiallyFilled'
}

function cancelAll(orders: readonly Order[]): ProtectionAction[] {
  return orders.map(({ terms }) => ({ kind: 'cancel', orderId: terms.orderId }))
}
