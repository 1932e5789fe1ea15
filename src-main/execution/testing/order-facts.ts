import { timeMs } from '../../base/index.ts'
import { orderId, venueOrderId } from '../../domain/index.ts'
import { type OrderFact, venueFact } from '../order-machine.ts'

/** The one order that these facts are about, and their time. */
export const id = orderId('wh-1')
export const at = timeMs(2_000)

export const submitted: OrderFact = { kind: 'orderSubmitted', orderId: id, timeMs: at }
export const cancelRequested: OrderFact = { kind: 'cancelRequested', orderId: id, reason: 'by hand', timeMs: at }
export const unsent: OrderFact = { kind: 'orderUnsent', orderId: id, reason: 'never seen', timeMs: at }
export const accepted: OrderFact = venueFact({
  kind: 'accepted',
  orderId: id,
  venueOrderId: venueOrderId('v-1'),
  timeMs: at,
})
export const ended = (kind: 'rejected' | 'cancelled' | 'expired' | 'cancelRejected' | 'amendRejected'): OrderFact =>
  venueFact({ kind, orderId: id, reason: 'the venue says so', timeMs: at })
