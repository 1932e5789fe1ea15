import type { Exchange } from 'ccxt'
import type { InstrumentKind, VenueCapabilities, VenueId } from '../../../domain/index.ts'
import type { EndpointKind } from '../../../endpoints/index.ts'

/** Where an account of the venue trades: with money, or with the venue's play money. */
export type VenueEnvironment = 'live' | 'testnet'

/** What is followed, each by its own stream or by asking again and again. */
export type StreamKind = 'candles' | 'trades' | 'quotes' | 'book' | 'mark' | 'orders' | 'fills' | 'account'

/**
 * One way into the venue: REST, public streams, the account's streams. ccxt writes addresses with `prefix`; what is sent
 * goes to the host of the service instead, so that hosts can change and ccxt need not know.
 */
export interface VenueService {
  /** Last part of the service's name among the endpoints, such as "rest": small letters, digits, "-". */
  readonly part: string
  readonly kind: Extract<EndpointKind, 'http' | 'websocket'>
  /** Beginning of the addresses that go there, as ccxt has them for {@link VenueProfile.exchange}. */
  readonly prefix: string
  /** First to last host in each environment, each with what stands for {@link prefix} there. Empty: it has no such environment. */
  readonly hosts: Readonly<Record<VenueEnvironment, readonly string[]>>
  /** Path of the health check; empty: the host itself is asked. */
  readonly healthPath: string
}

/** Requests that the venue allows, in the cost units of ccxt. */
export interface VenueRateLimit {
  /** Most cost at once after a rest. */
  readonly capacity: number
  readonly refillPerSecond: number
}

/** What ccxt does not say about a client order id. */
export interface ClientIdRule {
  readonly maxLength: number
  readonly pattern: RegExp
}

/** An exchange as the engine knows it: facts, and what ccxt does not even out. One object per exchange and kind of market. */
export interface VenueProfile {
  readonly venueId: VenueId
  /** The exchange's own name, with the market where it has several. */
  readonly label: string
  /** File of ccxt without its ending. */
  readonly exchange: string
  readonly kind: InstrumentKind
  /** Currency that profit, margin and account are counted in. */
  readonly accountCurrency: string
  readonly capabilities: VenueCapabilities
  readonly streams: Readonly<Record<StreamKind, 'stream' | 'polling'>>
  /** May keep long and short of one instrument apart. */
  readonly hedgeMode: boolean
  /** Needs a third word beside key and secret. */
  readonly needsPassphrase: boolean
  /** Its signatures cover the host. */
  readonly hostInSignature: boolean
  readonly clientOrderId: ClientIdRule
  readonly rateLimit: VenueRateLimit
  readonly services: readonly VenueService[]
  /** Handed to ccxt as `options`. */
  readonly options: Readonly<Record<string, unknown>>
  /** Most bars that one request for candles gives. */
  readonly candlesPerRequest: number
  /**
   * Where the exchange itself says in its stream of bars that one is closed: told from the raw message. Without it a bar is
   * closed once a later one has begun.
   */
  readonly hookClosedCandles?: (exchange: Exchange, onClosed: (symbol: string, openTimeMs: number) => void) => void
}
