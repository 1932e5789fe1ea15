import { Decimal, type TimeMs } from '../../base/index.ts'
import {
  type Price,
  quantity,
  type VenueFact,
  type VenueOrderId,
  type VenueOrderReport,
  type VenueOrderRequest,
} from '../../domain/index.ts'
import type { OrderPhase } from '../matching/index.ts'

export type FilledFact = Extract<VenueFact, { kind: 'filled' }>

/** An order in the paper venue's books. */
export interface PaperOrder {
  readonly request: VenueOrderRequest
  readonly venueOrderId: VenueOrderId
  /** Grows with every order: older ones are matched first. */
  readonly sequence: number
  readonly state: VenueOrderReport['state']
  readonly reason: string | undefined
  readonly phase: OrderPhase
  /** Of a trailing stop: the best price since it was placed. */
  readonly bestPrice: Price | undefined
  /** Oldest first. */
  readonly fills: readonly FilledFact[]
  readonly createdAtMs: TimeMs
  readonly updatedAtMs: TimeMs
}

export function isOpen(order: PaperOrder): boolean {
  return order.state === 'working' || order.state === 'partiallyFilled'
}

export function filledQuantity(order: PaperOrder): VenueOrderReport['filledQuantity'] {
  return quantity(Decimal.sum(0, ...order.fills.map((fill) => fill.quantity)))
}

export function remainingQuantity(order: PaperOrder): VenueOrderReport['filledQuantity'] {
  return quantity(order.request.quantity.minus(filledQuantity(order)))
}

export function withFill(order: PaperOrder, fill: FilledFact): PaperOrder {
  const filled = { ...order, fills: [...order.fills, fill], updatedAtMs: fill.timeMs }
  return { ...filled, state: remainingQuantity(filled).isZero() ? 'filled' : 'partiallyFilled' }
}

/** What the venue answers when it is asked about the order. */
export function orderReport(order: PaperOrder): VenueOrderReport {
  const { orderId, instrumentId, side, type, limitPrice, triggerPrice, reduceOnly } = order.request
  return {
    orderId,
    instrumentId,
    side,
    type,
    quantity: order.request.quantity,
    limitPrice,
    triggerPrice,
    reduceOnly,
    venueOrderId: order.venueOrderId,
    state: order.state,
    reason: order.reason,
    filledQuantity: filledQuantity(order),
    fills: order.fills,
  }
}
