import { Decimal, ZERO } from '../base/index.ts'
import type { AmendableTerms, ExitRole, Order, Quantity } from '../domain/index.ts'
import type { Bracket } from './brackets.ts'
import type { LegStatus } from './leg-statuses.ts'
import { remainingQuantity } from './order-machine.ts'
import { cancelAll, isConfirmed, promisedPrice, type ProtectionAction, totalRemaining } from './leg-orders.ts'
import type { WantedLeg } from './wanted-exits.ts'

/** More working orders than this on one leg are replaced by a single one: venues limit how many may wait. */
const MAX_ORDERS_PER_LEG = 4

export interface LegPlan {
  readonly bracket: Bracket
  readonly role: ExitRole
  /** Undefined: the entry was made without, or it was taken away. */
  readonly leg: WantedLeg | undefined
  readonly wanted: Quantity
  readonly needed: Quantity
  /** The order waits where the exit is wanted. */
  readonly isInPlace: (order: Order) => boolean
  /** Oldest first, without those on their way out. */
  readonly orders: readonly Order[]
  readonly status: LegStatus
  readonly canAmend: (order: Order) => boolean
  /** The venue locks what an order sells: what is to go makes room for what is to come, which waits for it. */
  readonly locksHoldings: boolean
}

/**
 * Orders that fit are kept, what is missing is placed, and what is too much, or waits at another price, goes only when
 * the kept ones are confirmed by the venue: at no moment is less covered than wanted. Where the venue can, an order is
 * changed in place instead. One whose state nobody knows counts as covering, so that nothing is covered twice, and not as
 * confirmed, so that nothing else goes for it. Where the venue locks what an order sells, nothing can stand beside what it
 * replaces: there the new order is written down, the old one goes, and the new one is sent once it is gone.
 */
export function planLeg(plan: LegPlan): ProtectionAction[] {
  const { leg, wanted, needed, orders, status } = plan
  if (!leg || status === 'released' || needed.isZero()) return cancelAll(orders)
  const kept = fitting(orders.filter(plan.isInPlace), wanted, status)
  const missing = wanted.sub(totalPromised(kept))
  if (missing.gt(ZERO))
    return status === 'suspended' ? [] : supply({ ...plan, leg, kept, missing: missing as Quantity })
  if (!plan.locksHoldings && (wanted.lt(needed) || !kept.every(isConfirmed))) return []
  const surplus = orders.filter((order) => !kept.includes(order))
  if (surplus.length > 0) return cancelAll(surplus)
  const isScattered = kept.length > MAX_ORDERS_PER_LEG && status === 'normal'
  // Comes with the fills of the entry and never more often, so it does not wait.
  return isScattered
    ? [{ kind: 'place', bracket: plan.bracket, role: plan.role, leg, quantity: wanted, isReplacement: false }]
    : []
}

interface Supply extends LegPlan {
  readonly leg: WantedLeg
  readonly kept: readonly Order[]
  readonly missing: Quantity
}

/** Brings what is missing at the wanted price: by an amendment where one order can become what is wanted, else by a new one. */
function supply(plan: Supply): ProtectionAction[] {
  const { orders, kept, wanted } = plan
  if (orders.some(isUncertain)) {
    const bare = wanted.sub(totalMost(orders)) as Quantity
    return bare.gt(ZERO) ? [placed({ ...plan, missing: bare })] : []
  }
  const surplus = orders.filter((order) => !kept.includes(order))
  const [changed] = surplus.length === 0 ? kept.filter(plan.canAmend) : surplus
  const isOne = surplus.length === 1 || (surplus.length === 0 && kept.length > 0)
  if (!changed || !isOne || !isConfirmed(changed) || !plan.canAmend(changed)) return [placed(plan)]
  return amended(plan, changed, surplus.length === 0 ? remainingQuantity(changed).add(plan.missing) : plan.missing)
}

/** What must stay covered while a close is on its way is not cut. */
function amended(plan: Supply, order: Order, size: Decimal): ProtectionAction[] {
  const { bracket, role, leg, wanted, needed } = plan
  const rest = remainingQuantity(order)
  const kept = wanted.lt(needed) ? Decimal.max(size, rest) : size
  if (kept.eq(rest) && promisedPrice(order)?.eq(leg.exit.price)) return []
  const terms = termsAt(order, leg, order.filledQuantity.add(kept) as Quantity)
  const isReplacement = isReplacing(plan)
  return [{ kind: 'amend', orderId: order.terms.orderId, bracket, role, leg, terms, isReplacement }]
}

function termsAt({ terms }: Order, { exit }: WantedLeg, quantity: Quantity): AmendableTerms {
  return {
    quantity,
    triggerPrice: terms.triggerPrice && exit.price,
    limitPrice: terms.limitPrice && exit.price,
  }
}

function placed(plan: Supply): ProtectionAction {
  const { bracket, role, leg, missing } = plan
  return { kind: 'place', bracket, role, leg, quantity: missing, isReplacement: isReplacing(plan) }
}

/** What it is to cover is covered already. One that gives coins free for another order does not wait. */
function isReplacing({ orders, wanted, locksHoldings }: Supply): boolean {
  const covered = totalRemaining(orders)
  return locksHoldings ? covered.eq(wanted) : covered.gte(wanted)
}

/** Newest first, as many as do not exceed what is wanted; after a refusal only one order for the whole counts. */
function fitting(orders: readonly Order[], wanted: Quantity, status: LegStatus): Order[] {
  const newestFirst = [...orders].reverse()
  if (status === 'whole') return newestFirst.filter((order) => promisedQuantity(order).eq(wanted)).slice(0, 1)
  const kept: Order[] = []
  let sum = ZERO
  for (const order of newestFirst) {
    const next = sum.add(promisedQuantity(order))
    if (next.gt(wanted)) continue
    sum = next
    kept.push(order)
  }
  return kept
}

/** Nobody knows yet which terms it has, or whether it is there at all. */
function isUncertain({ state, amendment }: Order): boolean {
  return state.kind === 'unknown' || amendment !== undefined
}

function promisedQuantity(order: Order): Decimal {
  const { amendment, filledQuantity } = order
  return amendment ? Decimal.max(ZERO, amendment.quantity.sub(filledQuantity)) : remainingQuantity(order)
}

function totalPromised(orders: readonly Order[]): Decimal {
  return orders.reduce((sum, order) => sum.add(promisedQuantity(order)), ZERO)
}

/** What they cover at most, whatever becomes of what is under way. */
function totalMost(orders: readonly Order[]): Decimal {
  return orders.reduce((sum, order) => sum.add(Decimal.max(promisedQuantity(order), remainingQuantity(order))), ZERO)
}
