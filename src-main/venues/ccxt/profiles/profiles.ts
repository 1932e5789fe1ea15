import { BINANCE_SPOT, BINANCE_USDM } from './binance.ts'
import { BYBIT_LINEAR, BYBIT_SPOT } from './bybit.ts'
import { COINBASE_SPOT } from './coinbase.ts'
import { KRAKEN_SPOT } from './kraken.ts'
import { OKX_SPOT, OKX_SWAP } from './okx.ts'
import type { VenueProfile } from './venue-profile.ts'

/** Every exchange that can be traded on, in the order in which it is offered. */
export const VENUE_PROFILES: readonly VenueProfile[] = [
  BINANCE_SPOT,
  BINANCE_USDM,
  BYBIT_SPOT,
  BYBIT_LINEAR,
  OKX_SPOT,
  OKX_SWAP,
  KRAKEN_SPOT,
  COINBASE_SPOT,
]

/** Ids of the exchanges, for the configuration. */
export const VENUE_PROFILE_IDS: readonly string[] = VENUE_PROFILES.map(({ venueId }) => venueId)

export function findProfile(venueId: string): VenueProfile | undefined {
  return VENUE_PROFILES.find((profile) => profile.venueId === venueId)
}
