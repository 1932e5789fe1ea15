import type { Exchange } from 'ccxt'
import type { StreamKind } from '../../../../src-contract/index.ts'
import type { InstrumentKind, VenueCapabilities, VenueId } from '../../../domain/index.ts'
import type { EndpointKind } from '../../../endpoints/index.ts'
import type { VenueErrorRule } from '../connection/error-rule.ts'
import type { OrderRules } from './order-rules.ts'

/** Where an account of the venue trades: with money, or with the venue's play money. */
export type VenueEnvironment = 'live' | 'testnet'

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
  /** Path of the health check of an http service; empty: the host itself is asked. Streams are not checked. */
  readonly healthPath: string
  /** Set where only the audit of a key goes: an environment without it is complete all the same. */
  readonly isOptional?: true
}

/** Requests that the venue allows, in the cost units of ccxt. */
export interface VenueRateLimit {
  /** Most cost at once after a rest. */
  readonly capacity: number
  readonly refillPerSecond: number
  /** How the venue itself counts; absent where its answers do not say. */
  readonly weight?: VenueWeight
}

/** The weight of requests, which a venue counts by address and minute. */
export interface VenueWeight {
  /** Header of an answer that says what the running minute has used, in small letters. */
  readonly header: string
  /** Most in one minute. */
  readonly perMinute: number
  /** Weight of one unit of what ccxt counts. */
  readonly perCost: number
}

/** What ccxt does not say about a client order id. */
export interface ClientIdRule {
  readonly maxLength: number
  readonly pattern: RegExp
  /** Stands at the venue for each "-" of an id of ours; see `client-order-id.ts`. */
  readonly separator: string
}

/** What ccxt needs for the venue's play money beside other hosts. */
export interface TestnetSettings {
  readonly headers: Readonly<Record<string, string>>
  readonly options: Readonly<Record<string, unknown>>
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
  /** Absent: its orders do not go through ccxt's unified calls. */
  readonly orderRules?: OrderRules
  readonly rateLimit: VenueRateLimit
  readonly services: readonly VenueService[]
  /** What its codes mean; absent: only what ccxt makes of them. */
  readonly errors?: readonly VenueErrorRule[]
  /** Handed to ccxt as `options`. */
  readonly options: Readonly<Record<string, unknown>>
  /** Calls that ccxt shall not make by itself, such as `fetchCurrencies` with every list of markets. */
  readonly unusedCalls: readonly string[]
  /** Absent: other hosts are all that the testnet needs, or there is none. */
  readonly testnetSettings?: TestnetSettings
  /** Most bars that one request for candles gives. */
  readonly candlesPerRequest: number
  /** Most bars, counted back from now, that can be had of one timeframe; null: as far back as the instrument goes. */
  readonly candleHistory: number | null
  /**
   * Where the public trades of an instrument are numbered without a hole: parameters for ccxt's `fetchTrades` that ask for
   * those from a number on. Without it trades are told apart by their ids, and asked for by time.
   */
  readonly tradesFromId?: (id: number) => Readonly<Record<string, unknown>>
  /**
   * Where the exchange itself says in its stream of bars that one is closed: told from the raw message, as soon as ccxt has
   * taken the last state in. Without it a bar is closed once a later one has begun.
   */
  readonly hookClosedCandles?: (exchange: Exchange, onClosed: (symbol: string, openTimeMs: number) => void) => void
}
