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
    create: async (input) => calls.orders.create(input),
    newKey: newIdempotencyKey,
    describeFault,
    after: (delayMs, callback) => windowTimers.after(delayMs, callback),
  })
  senders.set(calls, sender)
  return sender
}
