import type { Order, VenueOrderRequest } from '../domain/index.ts'

/** The order as the venue gets it: whose it is and why stays here. */
export function venueRequest({ terms }: Order): VenueOrderRequest {
  return {
    orderId: terms.orderId,
    instrumentId: terms.instrumentId,
    side: terms.side,
    type: terms.type,
    quantity: terms.quantity,
    limitPrice: terms.limitPrice,
    triggerPrice: terms.triggerPrice,
    timeInForce: terms.timeInForce,
    reduceOnly: terms.reduceOnly,
  }
}
