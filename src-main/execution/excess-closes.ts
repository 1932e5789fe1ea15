import { Decimal, ZERO } from '../base/index.ts'
import { opposite, type OrderTerms, type Quantity } from '../domain/index.ts'
import type { QuantityChange } from './brackets.ts'
import { CLOSE_AT_MARKET, type ProtectionTerms } from './protective-terms.ts'

/** Unsigned: the part of an exit's fill that went beyond flat. */
export function excessOf({ before, after }: QuantityChange, { side }: OrderTerms): Quantity {
  const beyond = (held: Quantity): Decimal => Decimal.max(ZERO, side === 'buy' ? held : held.neg())
  return beyond(after).sub(beyond(before)) as Quantity
}

/** The order that takes back what an exit did beyond flat. */
export function excessTerms({ instrumentId, owner, orderId, side }: OrderTerms, excess: Quantity): ProtectionTerms {
  return {
    instrumentId,
    owner,
    ...CLOSE_AT_MARKET,
    parentOrderId: undefined,
    side: opposite(side),
    quantity: excess,
    reduceOnly: false,
    // What the exit took too much is put back where it was taken, which may be others' part of it.
    positionEffect: 'open',
    reason: `${orderId} closed more than was held`,
  }
}
