import { compareDecimals, type Decimal, differenceOf, productOf, sumOf, toFloat, ZERO } from '../base/index.ts'
import { type Money, type OrderIntent, type Quantity, type Side, signedQuantity } from '../domain/index.ts'
import type { OrderContext } from './order-context.ts'
import type { RiskSnapshot } from './ports.ts'

/** An order of a known quantity beside everything the rules measure on it, computed once. */
export interface Proposal extends OrderContext {
  /** As it was asked for; off the lot only where the size is an explicit quantity. */
  readonly askedQuantity: Quantity
  /** On the lot. */
  readonly quantity: Quantity
  readonly notional: Money
  /** True for reduce-only and for closes: such an order is never stopped by caps, loss limits or the trading state. */
  readonly reducing: boolean
  /** It closes exactly what the owner holds: minimum sizes do not apply to a remainder that has to go. */
  readonly closesWhole: boolean
  /**
   * Net quantity without and with this order when every working order of its side fills, counted in its direction:
   * a buy into a short position starts below zero.
   */
  readonly netBefore: Decimal
  readonly netAfter: Decimal
  /** Value of {@link netAfter}, without sign; a float, because most orders are far from every cap. */
  readonly notionalAfter: number
  /** An order that does not enlarge the net position is never held by a cap on it. */
  readonly enlarges: boolean
  /** As {@link netBefore}, for the intent's owner alone. */
  readonly ownerBefore: Decimal
  readonly riskAtStop: Money | undefined
}

export function propose(context: OrderContext, quantity: Quantity, askedQuantity: Quantity): Proposal {
  const { intent, snapshot, market, start, price, equity, takerFeeFraction, unitLoss } = context
  const { side } = intent
  const reducing = isReducing(intent)
  const before = netBefore(side, snapshot)
  const after = sumOf(before, quantity)
  return {
    intent,
    snapshot,
    market,
    start,
    price,
    equity,
    takerFeeFraction,
    unitLoss,
    askedQuantity,
    quantity,
    notional: productOf(quantity, price) as Money,
    reducing,
    closesWhole: reducing && !quantity.isZero() && isWhole(intent, snapshot, quantity),
    netBefore: before,
    netAfter: after,
    notionalAfter: Math.abs(toFloat(after)) * toFloat(price),
    enlarges: enlarges(before, quantity),
    ownerBefore: sumOf(inDirection(side, snapshot.ownerQuantity), snapshot.ownerPendingQuantity),
    riskAtStop: unitLoss && (productOf(unitLoss, quantity) as Money),
  }
}

/** {@link Proposal.notionalAfter}, exactly. */
export function exactNotionalAfter({ netAfter, price }: Proposal): Decimal {
  return netAfter.abs().mul(price)
}

/** Net quantity when every working order of this side fills, counted in its direction. */
export function netBefore(
  side: Side,
  {
    netQuantity,
    pendingBuyQuantity,
    pendingSellQuantity,
  }: Pick<RiskSnapshot, 'netQuantity' | 'pendingBuyQuantity' | 'pendingSellQuantity'>,
): Decimal {
  return sumOf(inDirection(side, netQuantity), side === 'buy' ? pendingBuyQuantity : pendingSellQuantity)
}

/** Counted in the direction of the side; nothing is never below zero. */
function inDirection(side: Side, held: Quantity): Decimal {
  return held.isZero() ? ZERO : signedQuantity(side, held)
}

/** Whether |before + quantity| > |before|: a holding against the order's direction has to be turned by more than its size. */
export function enlarges(before: Decimal, quantity: Quantity): boolean {
  if (!quantity.isPositive() || quantity.isZero()) return false
  if (!before.isNegative()) return true
  const turned = sumOf(sumOf(before, before), quantity)
  return turned.isPositive() && !turned.isZero()
}

/**
 * A close of one owner's position is reducing even where it is not reduce-only at the venue: that looks at the net of all
 * owners, and closing one of two opposite positions enlarges it.
 */
export function isReducing({ reduceOnly, role }: OrderIntent): boolean {
  return reduceOnly || role === 'close'
}

/** All that the owner holds against this side, or all that its other orders will leave of it. */
function isWhole(intent: OrderIntent, snapshot: RiskSnapshot, quantity: Quantity): boolean {
  const held = closable(intent, snapshot.ownerQuantity)
  const rest = differenceOf(held, snapshot.ownerClosingQuantity)
  return compareDecimals(quantity, held) === 0 || compareDecimals(quantity, rest) === 0
}

/** How much of the holding an order of this side can close; zero when it would add to it. */
export function closable({ side }: OrderIntent, holding: Quantity): Decimal {
  if (holding.isZero() || holding.isPositive() === (side === 'buy')) return ZERO
  return side === 'buy' ? holding.neg() : holding
}
