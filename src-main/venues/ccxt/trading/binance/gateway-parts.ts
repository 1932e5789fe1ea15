import type { TimeMs } from '../../../../base/index.ts'
import type { VenueId } from '../../../../domain/index.ts'
import type { VenueEnvironment } from '../../profiles/venue-profile.ts'
import type { InstrumentNames } from '../instrument-names.ts'
import type { GatewayConnection } from './binance-api.ts'

/** What a gateway to Binance stands on. */
export interface BinanceGatewayParts {
  readonly venueId: VenueId
  readonly environment: VenueEnvironment
  readonly accountCurrency: string
  readonly connection: GatewayConnection
  readonly names: InstrumentNames
  /** Venue's time. */
  readonly nowMs: () => TimeMs
  /** Hears of listeners that failed. */
  readonly onError: (error: unknown) => void
}
