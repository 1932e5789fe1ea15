import type { VenueOrderRequest } from '../../../../domain/index.ts'
import type { Urgency } from '../../connection/venue-request.ts'

/** An order that can only make a position smaller protects it; on spot every sale does. */
export function urgencyOf({ reduceOnly, side }: VenueOrderRequest, market: 'spot' | 'futures'): Urgency {
  return reduceOnly || (market === 'spot' && side === 'sell') ? 'protective' : 'order'
}
