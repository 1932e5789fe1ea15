import { Decimal, type TimeMs } from '../base/index.ts'
import type { AmendableTerms, Order, Quantity, VenueFact, VenueOrderReport } from '../domain/index.ts'
import { isLeaving } from './order-transitions.ts'

/** Most that the order may come to: its quantity, or that of an amendment under way where it is more. */
export function wholeQuantity({ terms, amendment }: Order): Quantity {
  return (amendment ? Decimal.max(terms.quantity, amendment.quantity) : terms.quantity) as Quantity
}

export function amendableTerms({ quantity, limitPrice, triggerPrice }: AmendableTerms): AmendableTerms {
  return { quantity, limitPrice, triggerPrice }
}

export function isSameTerms(left: AmendableTerms, right: AmendableTerms): boolean {
  return (
    left.quantity.eq(right.quantity) &&
    isSamePrice(left.limitPrice, right.limitPrice) &&
    isSamePrice(left.triggerPrice, right.triggerPrice)
  )
}

function isSamePrice(left: Decimal | undefined, right: Decimal | undefined): boolean {
  return left && right ? left.eq(right) : left === right
}

/**
 * What the venue's report says about the amendment that was asked for: the terms that stand there are the new ones, or
 * they are not. Undefined where nothing was asked for, and while the order is being cancelled.
 */
export function amendmentWord(order: Order, report: VenueOrderReport, timeMs: TimeMs): VenueFact | undefined {
  const { terms, amendment } = order
  // On its way out it may be making room for an order with the other terms, which is then still wanted.
  if (!amendment || (isLeaving(order) && report.state !== 'filled')) return undefined
  const { orderId } = terms
  if (!isSameTerms(amendment, report)) {
    return { kind: 'amendRejected', orderId, reason: 'the venue still has it with its earlier terms', timeMs }
  }
  return { kind: 'amended', orderId, ...amendableTerms(report), timeMs }
}
