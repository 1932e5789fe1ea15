import { Decimal, ZERO } from '../base/index.ts'
import { type ExitRole, isTerminal, type Order, type Price, type Quantity, type Side } from '../domain/index.ts'
import { wholeQuantity } from './order-amendment.ts'
import { isLeaving } from './order-machine.ts'

/** Prices of the exits that wait at the venue. */
export interface ProtectionPrices {
  readonly stopPrice: Price | undefined
  readonly targetPrice: Price | undefined
}

/** What may still fill, an amendment under way counted as it would be the most; orders whose fate is not known count in full. */
function mostRemaining(order: Order): Decimal {
  if (isTerminal(order.state)) return ZERO
  return Decimal.max(ZERO, wholeQuantity(order).sub(order.filledQuantity))
}

/** Unsigned quantity that these open orders may still add to the net position on one side. */
export function pendingQuantity(orders: readonly Order[], side: Side): Quantity {
  return orders
    .filter(({ terms }) => terms.side === side && !terms.reduceOnly)
    .reduce((sum, order) => sum.add(mostRemaining(order)), ZERO) as Quantity
}

/** Orders of which nobody knows whether the venue has taken the last command. */
export function countUnknown(orders: readonly Order[]): number {
  return orders.filter(({ state }) => state.kind === 'unknown').length
}

/** Exits among the open orders of one position; of several the ones that the price reaches first. */
export function protectionPrices(orders: readonly Order[]): ProtectionPrices {
  const staying = orders.filter((order) => !isLeaving(order))
  return { stopPrice: nearestExit(staying, 'stopLoss'), targetPrice: nearestExit(staying, 'takeProfit') }
}

/** A long position is left below its price by a stop and above it by a target; a short one the other way round. */
function nearestExit(orders: readonly Order[], role: ExitRole): Price | undefined {
  let nearest: Price | undefined
  for (const { terms } of orders) {
    if (terms.role !== role) continue
    const price = terms.triggerPrice ?? terms.limitPrice
    const isBelow = (role === 'stopLoss') === (terms.side === 'sell')
    if (price && (!nearest || (isBelow ? price.gt(nearest) : price.lt(nearest)))) nearest = price
  }
  return nearest
}
