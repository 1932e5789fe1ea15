import type { Order, VenueCapabilities, VenueOrderRequest } from '../domain/index.ts'

/**
 * The order as the venue gets it: whose it is and why stays here. What the engine sees to, the venue does not hear of. Only a
 * venue that knows the word hears of reduce-only: elsewhere this engine looks after the quantities alone.
 */
export function venueRequest(
  { terms }: Order,
  { reduceOnly }: Pick<VenueCapabilities, 'reduceOnly'>,
): VenueOrderRequest {
  const endsHere = terms.handling === 'engine' && terms.timeInForce === 'GTD'
  const { positionEffect } = terms
  return {
    orderId: terms.orderId,
    instrumentId: terms.instrumentId,
    side: terms.side,
    type: terms.type,
    quantity: terms.quantity,
    limitPrice: terms.limitPrice,
    triggerPrice: terms.triggerPrice,
    trailing: terms.trailing,
    timeInForce: endsHere ? 'GTC' : terms.timeInForce,
    expireAtMs: endsHere ? undefined : terms.expireAtMs,
    postOnly: terms.postOnly,
    reduceOnly: terms.reduceOnly && reduceOnly,
    ...(positionEffect && { positionEffect }),
  }
}
