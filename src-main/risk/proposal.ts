import { type Decimal, ZERO } from '../base/index.ts'
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
  readonly riskAtStop: Money | undefined
}

export function propose(context: OrderContext, quantity: Quantity, askedQuantity: Quantity): Proposal {
  const { intent, snapshot, market, price, equity, takerFeeFraction, unitLoss } = context
  const { side } = intent
  const reducing = isReducing(intent)
  const before = netBefore(side, snapshot)
  return {
    intent,
    snapshot,
    market,
    price,
    equity,
    takerFeeFraction,
    unitLoss,
    askedQuantity,
    quantity,
    notional: quantity.mul(price) as Money,
    reducing,
    closesWhole: reducing && quantity.gt(ZERO) && quantity.eq(closable(intent, snapshot.ownerQuantity)),
    netBefore: before,
    netAfter: before.add(quantity),
    riskAtStop: unitLoss && (unitLoss.mul(quantity) as Money),
  }
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
  return signedQuantity(side, netQuantity).add(side === 'buy' ? pendingBuyQuantity : pendingSellQuantity)
}

/**
 * A close of one owner's position is reducing even where it is not reduce-only at the venue: that looks at the net of all
 * owners, and closing one of two opposite positions enlarges it.
 */
export function isReducing({ reduceOnly, role }: OrderIntent): boolean {
  return reduceOnly || role === 'close'
}

/** How much of the holding an order of this side can close; zero when it would add to it. */
export function closable({ side }: OrderIntent, holding: Quantity): Decimal {
  const against = signedQuantity(side, holding).neg()
  return against.gt(ZERO) ? against : ZERO
}
