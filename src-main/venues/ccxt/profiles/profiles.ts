import { BINANCE_SPOT, BINANCE_USDM } from './binance.ts'
import type { VenueProfile } from './venue-profile.ts'

/** Every exchange that can be traded on, in the order in which it is offered. */
export const VENUE_PROFILES: readonly VenueProfile[] = [BINANCE_SPOT, BINANCE_USDM]

/** Ids of the exchanges, for the configuration. */
export const VENUE_PROFILE_IDS: readonly string[] = VENUE_PROFILES.map(({ venueId }) => venueId)

export function findProfile(venueId: string): VenueProfile | undefined {
  return VENUE_PROFILES.find((profile) => profile.venueId === venueId)
}
