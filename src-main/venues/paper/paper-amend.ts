import { quantity, type VenueAmendRequest, type VenueOrderRequest } from '../../domain/index.ts'
import { orderFault } from './order-check.ts'
import type { ChangeDraft } from './paper-change.ts'
import type { PaperDesk } from './paper-desk.ts'
import { filledQuantity, isOpen, type PaperOrder } from './paper-order.ts'
import type { PaperState } from './paper-state.ts'

/**
 * Gives a working order other terms. A smaller quantity keeps its place in time; a larger one, or another price, loses it.
 * A quantity at or below what has filled leaves nothing to trade and ends the order as cancelled, its terms unchanged.
 * What the venue does not take is refused with a reason, and the order stands as it was.
 */
export function amendOrder(state: PaperState, draft: ChangeDraft, request: VenueAmendRequest): void {
  const { orderId } = request
  const order = state.find(orderId)
  const desk = state.desk(request.instrumentId)
  const refusal = refusalOf(order, desk, request)
  if (!order || !desk || refusal !== undefined) {
    draft.tell({ kind: 'amendRejected', orderId, reason: refusal ?? UNKNOWN, timeMs: state.nowMs() })
    return
  }
  const filled = filledQuantity(order)
  if (!filled.isZero() && request.quantity.lessThanOrEqualTo(filled)) {
    const reason = `amended to ${request.quantity.toString()}, of which ${filled.toString()} has filled already`
    state.cancel(draft, order, reason)
    return
  }
  const fault = faultOf(state, { order, desk, amended: amendedRequest(order, request) })
  if (fault === undefined) apply(state, draft, { order, desk, request })
  else draft.tell({ kind: 'amendRejected', orderId, reason: fault, timeMs: state.nowMs() })
}

const UNKNOWN = 'the venue does not know the order'

interface Amendment {
  readonly order: PaperOrder
  readonly desk: PaperDesk
  readonly request: VenueAmendRequest
}

function refusalOf(
  order: PaperOrder | undefined,
  desk: PaperDesk | undefined,
  { instrumentId, triggerPrice }: VenueAmendRequest,
): string | undefined {
  if (!order) return UNKNOWN
  if (!isOpen(order)) return `the order is ${order.state}`
  if (order.request.instrumentId !== instrumentId) return `the order is on ${order.request.instrumentId}`
  if (!desk) return `the venue has no instrument ${instrumentId}`
  const isTriggered = order.request.triggerPrice !== undefined && order.phase !== 'waiting'
  return isTriggered && !isSame(order.request.triggerPrice, triggerPrice)
    ? 'the order was triggered already, so its trigger price stays'
    : undefined
}

function amendedRequest({ request }: PaperOrder, terms: VenueAmendRequest): VenueOrderRequest {
  const { limitPrice, triggerPrice } = terms
  return { ...request, quantity: terms.quantity, limitPrice, triggerPrice }
}

function faultOf(
  state: PaperState,
  { order, desk, amended }: Pick<Amendment, 'order' | 'desk'> & { readonly amended: VenueOrderRequest },
): string | undefined {
  const { instrument, book } = desk
  const { instrumentId } = amended
  return orderFault(amended, {
    instrument,
    nowMs: state.nowMs(),
    wouldTake: !isSame(order.request.limitPrice, amended.limitPrice) && book.wouldTake(amended),
    lastPrice: book.lastPrice,
    netQuantity: state.books.netQuantity(instrumentId),
    unfilled: quantity(amended.quantity.minus(filledQuantity(order))),
    funds: state.funds(desk, order),
  })
}

function apply(state: PaperState, draft: ChangeDraft, { order, desk, request }: Amendment): void {
  const { orderId, limitPrice, triggerPrice } = request
  const isMoved = !isSame(order.request.limitPrice, limitPrice)
  const losesPlace =
    isMoved || request.quantity.greaterThan(order.request.quantity) || !isSame(order.request.triggerPrice, triggerPrice)
  const timeMs = state.nowMs()
  const sequence = losesPlace ? state.takeSequence() : order.sequence
  const phase = isMoved && order.phase === 'resting' && !order.request.postOnly ? 'taking' : order.phase
  state.put(draft, { ...order, request: amendedRequest(order, request), sequence, phase, updatedAtMs: timeMs })
  draft.tell({ kind: 'amended', orderId, quantity: request.quantity, limitPrice, triggerPrice, timeMs })
  const remaining = quantity(request.quantity.minus(filledQuantity(order)))
  const holding = state.holdingOfNew(desk)
  state.book(draft, desk.book.amend({ ...request, remaining, losesPlace }, holding))
}

function isSame(before: VenueOrderRequest['limitPrice'], after: VenueOrderRequest['limitPrice']): boolean {
  return before === undefined || after === undefined ? before === after : before.equals(after)
}
