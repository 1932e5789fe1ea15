import { Decimal } from '../base/index.ts'
import { type Order, type OrderId, type OrderTerms, type Price, price as priceOf } from '../domain/index.ts'
import { remainingQuantity } from './order-machine.ts'
import type { ReleasedTerms } from './order-release.ts'
import { CLOSE_AT_MARKET } from './protective-terms.ts'

/** More digits than any venue's tick. */
const DIGITS = 12

/** Key of the order that this one sets free. */
export function releaseKey(orderId: OrderId): string {
  return `${orderId}-triggered`
}

/**
 * Whether the price has reached the trigger. A stop sells at or below it and buys at or above it, a take-profit the other
 * way round.
 */
export function isReached({ type, side }: OrderTerms, trigger: Price | undefined, price: number): boolean {
  if (!trigger) return false
  const isTarget = type === 'takeProfit' || type === 'takeProfitLimit'
  return (side === 'sell') === isTarget ? trigger.lte(price) : trigger.gte(price)
}

/** Where a trailing stop triggers after the price has been at `best`: it follows to the winning side and never moves back. */
export function trailedTrigger(
  { trailing, side }: OrderTerms,
  trigger: Price | undefined,
  best: number,
): Price | undefined {
  if (!trailing) return trigger
  const away = trailing.kind === 'price' ? trailing.distance : new Decimal(best).mul(trailing.fraction)
  const next = side === 'sell' ? new Decimal(best).sub(away) : new Decimal(best).add(away)
  if (!next.isPositive() || next.isZero()) return trigger
  const follows = !trigger || (side === 'sell' ? next.gt(trigger) : next.lt(trigger))
  return follows ? priceOf(next.toSignificantDigits(DIGITS)) : trigger
}

/**
 * The plain order that a waiting one sets free: at market, or at its limit. A stop of a position becomes a close at market,
 * so that protection takes it for what covers the position from here on.
 */
export function releasedTerms(order: Order, price: number): ReleasedTerms {
  const { terms } = order
  const isLimit = terms.type === 'stopLimit' || terms.type === 'takeProfitLimit'
  const isProtective = terms.source === 'protection'
  const { orderId } = terms
  const plain = {
    ...terms,
    type: isLimit ? ('limit' as const) : ('market' as const),
    quantity: remainingQuantity(order),
    triggerPrice: undefined,
    trailing: undefined,
    timeInForce: isLimit ? terms.timeInForce : ('IOC' as const),
    expireAtMs: isLimit ? terms.expireAtMs : undefined,
    parentOrderId: isProtective ? terms.parentOrderId : orderId,
    idempotencyKey: releaseKey(orderId),
    reason: `${terms.reason}; ${terms.type} ${orderId} was reached at ${price}`,
  }
  return isProtective ? { ...plain, ...CLOSE_AT_MARKET } : plain
}
