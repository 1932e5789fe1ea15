import { describeFault, type EngineCalls, newIdempotencyKey, windowTimers } from '../../client/index.ts'
import { OrderSender } from './order-sender.ts'

const senders = new WeakMap<object, OrderSender>()

/**
 * The one sender of an engine's window. It outlives the ticket, which comes and goes with its tab: the key of an order
 * that was not answered must not be lost, or sending it again would make a second one.
 */
export function senderOf(calls: Pick<EngineCalls, 'orders'>): OrderSender {
  const known = senders.get(calls)
  if (known) return known
  const sender = new OrderSender({
    create: async (drafts, idempotencyKey) => {
      const [draft, other] = drafts
      if (other === undefined) return [await calls.orders.create({ idempotencyKey, draft })]
      return (await calls.orders.createOco({ idempotencyKey, drafts: [draft, other] })).orders
    },
    newKey: newIdempotencyKey,
    describeFault,
    after: (delayMs, callback) => windowTimers.after(delayMs, callback),
  })
  senders.set(calls, sender)
  return sender
}
