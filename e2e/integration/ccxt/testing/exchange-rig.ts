import { freshRandom, silentLogger, SystemClock } from '../../../../src-main/base/index.ts'
import { EndpointRegistry, EndpointsConfig, NETWORK_PROBES } from '../../../../src-main/endpoints/index.ts'
import { ExchangeConnection } from '../../../../src-main/venues/ccxt/connection/exchange-connection.ts'
import type { ExchangeConnectionOptions } from '../../../../src-main/venues/ccxt/connection/ports.ts'
import { venueServices } from '../../../../src-main/venues/ccxt/connection/services.ts'
import { BINANCE_SPOT, BINANCE_USDM } from '../../../../src-main/venues/ccxt/profiles/binance.ts'
import type { VenueProfile } from '../../../../src-main/venues/ccxt/profiles/venue-profile.ts'
import { TRADING_KEY, type VenueOptions, type VenueSide, type VenueSimulator } from '../../../venue/index.ts'
import { type Rig, useVenue } from '../../../venue/testing/rig.ts'
import { afterEach } from 'vitest'

export const PROFILES: Readonly<Record<VenueSide, VenueProfile>> = { spot: BINANCE_SPOT, usdm: BINANCE_USDM }

/** What of a connection a test may want otherwise. */
export type ConnectionWishes = Partial<
  Pick<
    ExchangeConnectionOptions,
    'credentials' | 'proxy' | 'timeoutMs' | 'systemClock' | 'logger' | 'environment' | 'profile'
  >
> & {
  /** Hosts instead of the simulator's, by part. */
  readonly urls?: Readonly<Record<string, string | string[]>>
  /** Nobody's account: only what is public. */
  readonly isAnonymous?: boolean
}

const RATE_LIMIT = { capacity: 100_000, refillPerSecond: 100_000 }
/** Tests ask in seconds what is asked in minutes otherwise: the rate budget would only make them wait. */
export const UNHURRIED = {
  spot: { profile: { ...PROFILES.spot, rateLimit: RATE_LIMIT } },
  usdm: { profile: { ...PROFILES.usdm, rateLimit: RATE_LIMIT } },
} as const satisfies Record<VenueSide, ConnectionWishes>

/** A connection to the simulator with the hosts that it uses. */
export interface OpenedExchange {
  readonly connection: ExchangeConnection
  readonly endpoints: EndpointRegistry
}

/** The simulator, and connections to it by the engine's own code. */
export interface ExchangeRig extends Rig {
  /** Opens hosts and connection; both are closed behind the test. */
  connect(side: VenueSide, wishes?: ConnectionWishes): Promise<OpenedExchange>
}

/** Where the ways into a venue lead instead, so that the simulator answers. */
export function simulatorUrls(venue: VenueSimulator, side: VenueSide): Readonly<Record<string, string>> {
  const http = `http://127.0.0.1:${venue.port}`
  const ws = `ws://127.0.0.1:${venue.port}`
  return side === 'spot'
    ? { rest: http, streams: `${ws}/stream`, 'account-streams': ws }
    : { rest: http, streams: `${ws}/fstream` }
}

/** A simulator for each test, and connections to it. @param optionsOf options of the simulator, made anew for each test. */
export function useExchange(optionsOf: () => VenueOptions = () => ({})): ExchangeRig {
  const rig = useVenue(optionsOf)
  const opened: OpenedExchange[] = []
  afterEach(async () => {
    for (const { connection, endpoints } of opened.splice(0)) {
      await connection.close()
      endpoints.dispose()
    }
  })
  return {
    get venue() {
      return rig.venue
    },
    open: async (side, options) => rig.open(side, options),
    async connect(side, wishes = {}) {
      const exchange = await connectTo(side, { urls: simulatorUrls(rig.venue, side), ...wishes })
      opened.push(exchange)
      return exchange
    },
  }
}

async function connectTo(side: VenueSide, wishes: ConnectionWishes): Promise<OpenedExchange> {
  const { urls = {}, isAnonymous = false, ...rest } = wishes
  const profile = wishes.profile ?? PROFILES[side]
  const environment = wishes.environment ?? 'testnet'
  const systemClock = new SystemClock()
  const endpoints = EndpointRegistry.open(
    EndpointsConfig.parse({ services: venueServices({ profile, environment, name: 'account', urls }) }),
    {
      clock: systemClock,
      random: freshRandom(),
      probes: NETWORK_PROBES,
      onError: (error) => {
        throw error
      },
    },
  )
  const connection = await ExchangeConnection.open({
    profile,
    environment,
    name: 'account',
    ...(isAnonymous ? {} : { credentials: { apiKey: TRADING_KEY.apiKey, secret: TRADING_KEY.secret } }),
    timeoutMs: 5_000,
    endpoints,
    systemClock,
    random: freshRandom(),
    logger: silentLogger,
    ...rest,
  })
  return { connection, endpoints }
}
