import { type OrderId, orderId } from '../../../domain/index.ts'
import type { ClientIdRule } from './venue-profile.ts'

/** Ids of ours are small letters and digits between dashes, see `execution/order-numbers.ts`; so nothing else can become one. */
const OURS = /^wh(-[0-9a-z]+){1,2}$/

/**
 * The order's id as the venue takes it. OKX takes letters and digits only: a capital letter stands for the dash there,
 * which no id of ours has, so that the way back is certain.
 */
export function toClientOrderId(id: OrderId, { separator }: ClientIdRule): string {
  return OURS.test(id) ? id.replaceAll('-', separator) : id
}

/** The order's id from what the venue calls it; that of an order placed elsewhere stays as it is. */
export function fromClientOrderId(clientId: string, { separator }: ClientIdRule): OrderId {
  const ours = clientId.replaceAll(separator, '-')
  return orderId(OURS.test(ours) ? ours : clientId)
}
