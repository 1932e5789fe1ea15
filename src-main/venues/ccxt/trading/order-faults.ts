import type { Instrument, InstrumentId, VenueOrderRequest } from '../../../domain/index.ts'
import type { VenueProfile } from '../profiles/venue-profile.ts'

export interface OrderFaultsParts {
  readonly profile: Pick<VenueProfile, 'venueId' | 'label' | 'capabilities' | 'clientOrderId'>
  readonly instrumentOf: (instrumentId: InstrumentId) => Instrument | undefined
  /** Venue's time. */
  readonly nowMs: () => number
}

/** Says what keeps an order from being sent at all; undefined where nothing does, so that the venue decides. */
export function orderFaults({ profile, instrumentOf, nowMs }: OrderFaultsParts) {
  const { venueId, label, capabilities, clientOrderId } = profile
  return ({ instrumentId, orderId, type, timeInForce, expireAtMs }: VenueOrderRequest): string | undefined => {
    if (instrumentOf(instrumentId) === undefined) return `${venueId} does not trade ${instrumentId}`
    if (!capabilities.orderTypes.includes(type)) return `${label} does not take ${type} orders`
    if (!clientOrderId.pattern.test(orderId)) return `${label} does not take the order id ${orderId}`
    if (timeInForce === 'GTD' && expireAtMs !== undefined && expireAtMs <= nowMs()) return 'its time is over already'
    return undefined
  }
}
