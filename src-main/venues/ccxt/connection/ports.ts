import type { Clock, Logger, Random, SystemClock, TimeMs } from '../../../base/index.ts'
import type { EndpointRegistry } from '../../../endpoints/index.ts'
import type { VenueEnvironment, VenueProfile } from '../profiles/venue-profile.ts'
import type { RateBudgetLease } from './rate-budgets.ts'

/** What the venue knows the account by. Never shown, never logged. */
export interface VenueCredentials {
  readonly apiKey: string
  readonly secret: string
  readonly passphrase?: string
}

export interface ExchangeConnectionOptions {
  readonly profile: VenueProfile
  readonly environment: VenueEnvironment
  /** First part of the names of its services among the endpoints: `<name>-<part>`. */
  readonly name: string
  /** Absent: only what needs no account can be asked. */
  readonly credentials?: VenueCredentials
  /** Every request and stream goes through it: `http://`, `https://` or `socks5://` with host and port. */
  readonly proxy?: string
  /** Milliseconds after which a request counts as not answered. */
  readonly timeoutMs: number
  readonly endpoints: Pick<EndpointRegistry, 'pick' | 'run'>
  /** The allowance that it shares with others that the venue counts with it, given back when it closes; absent: its own. */
  readonly leaseBudget?: () => RateBudgetLease
  readonly systemClock: Clock & Pick<SystemClock, 'monotonicMs'>
  readonly random: Random
  readonly logger: Logger
}

/** A WebSocket of the connection opened or closed; one that could not be opened is told of as closed. */
export interface SocketChange {
  /** Part of the service, see `VenueService`. */
  readonly part: string
  /** Address as ccxt knows the socket, without secrets. */
  readonly address: string
  readonly isOpen: boolean
  /** Why it closed; empty for one that opened. */
  readonly reason: string
  readonly timeMs: TimeMs
}

/** How the venue's clock and ours differ. */
export interface ClockOffset {
  /** Venue's time less ours. */
  readonly offsetMs: number
  /** Time that the question took, there and back: the offset is off by half of it at most. */
  readonly roundTripMs: number
  /** System time of the measuring. */
  readonly measuredAtMs: TimeMs
}

/** How much of the venue's allowance is used. */
export interface RateView {
  /** Cost that could go out at once now, and most that ever can. */
  readonly available: number
  readonly capacity: number
  readonly waiting: number
  /** Weight of the running minute as the venue counts it; null where it does not say. */
  readonly usedWeight: number | null
  /** System time until which the venue wants no requests; null: it takes them. */
  readonly pausedUntilMs: TimeMs | null
  /** Why it wants none. */
  readonly pausedBecause: 'rateLimited' | 'banned' | null
}

/** The connection as the interface shows it. */
export interface ConnectionStatus {
  readonly clock: ClockOffset | null
  readonly rate: RateView
  readonly sockets: readonly SocketChange[]
}
