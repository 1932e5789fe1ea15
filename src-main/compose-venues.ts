import { join } from 'node:path'
import { ensureDefined, errorText, freshRandom, type Logger, type SystemClock } from './base/index.ts'
import type { AccountConnectionOptions, AccountInUse, EngineAccounts, PreparedAccount } from './compose-accounts.ts'
import type { OpenConnection } from './compose-connections.ts'
import {
  type AccountId,
  accountId,
  type Instrument,
  type InstrumentId,
  instrumentId,
  isTerminal,
  type MarketVenue,
  type SimulatedTradingVenue,
  TIMEFRAME_MS,
  type TradingVenue,
  type VenueId,
  venueId,
} from './domain/index.ts'
import type { EndpointRegistry, ServiceSettings } from './endpoints/index.ts'
import type { EngineConfig } from './engine-config.ts'
import type { LedgerState } from './execution/index.ts'
import {
  CcxtMarketVenue,
  CcxtTradingVenue,
  ExchangeConnection,
  findProfile,
  InstrumentTable,
  MARKET_VENUES,
  TRADING_VENUES,
  type RateBudgetLease,
  type VenueProfile,
  venueServices,
} from './venues/index.ts'

/** Name of the account on paper, in the configuration. */
export const PAPER = 'paper'

/** Currency of the paper account on a market of our own. */
const OWN_CURRENCY = 'USDT'

export interface VenuesOptions {
  readonly folder: string
  readonly config: EngineConfig
  readonly accounts: Pick<EngineAccounts, 'prepare' | 'leaseBudget'>
  readonly endpoints: EndpointRegistry
  readonly clock: SystemClock
  readonly logger: Logger
  /** What the account's ledger holds. */
  readonly ledger: LedgerState
  /** Open time of the newest bar that is stored of a venue. */
  readonly newestBarMs: (venue: VenueId) => number | undefined
  /** Puts something between the session and the venue of paper orders. */
  readonly wrapPaper: (venue: SimulatedTradingVenue) => TradingVenue
  /** The venue's books cannot be written, or the market failed: trading has to halt. */
  readonly onFailed: (error: Error) => void
}

/** Where prices come from and where orders go, opened. */
export interface OpenVenues {
  readonly market: MarketVenue
  readonly trading: TradingVenue
  readonly instruments: readonly Instrument[]
  readonly accountId: AccountId
  readonly currency: string
  /** The account at an exchange; undefined on paper. */
  readonly account: AccountInUse | undefined
  /** The connection to an exchange; undefined on a market of our own. */
  readonly connection: OpenConnection | undefined
  /** Why nothing may be opened with money yet; undefined where it may. */
  notArmed(): string | undefined
  /** Applies the keys of the configuration that act at once. */
  apply(config: EngineConfig): void
  close(): Promise<void>
}

/** Of the ledger that the account of this configuration is kept in. Paper on an exchange's prices has books of its own. */
export function accountIdOf({ trading, market }: Pick<EngineConfig, 'trading' | 'market'>): AccountId {
  if (trading.account !== PAPER) return accountId(trading.account)
  return accountId(findProfile(market.venue) ? `${PAPER}-${market.venue}` : 'paper-01')
}

/** Outside services of the venues that this configuration uses, by name. */
export function venuesServices(
  { trading, market, accounts }: EngineConfig,
  isProxied: (account: string) => boolean,
): Readonly<Record<string, ServiceSettings>> {
  const account = trading.account === PAPER ? undefined : accounts[trading.account]
  if (account) {
    const profile = ensureDefined(findProfile(account.venue), `profile of ${account.venue}`)
    return venueServices({ ...account, profile, name: trading.account, isProxied: isProxied(trading.account) })
  }
  const profile = findProfile(market.venue)
  if (!profile) return {}
  return venueServices({ ...market.exchange, profile, name: market.venue, isProxied: market.exchange.proxy !== '' })
}

/** Instruments in which the ledger has a position or an open order. */
function heldInstruments({ positions, orders }: LedgerState): readonly InstrumentId[] {
  const working = orders.filter(({ state }) => !isTerminal(state))
  return [...positions.map((position) => position.instrumentId), ...working.map(({ terms }) => terms.instrumentId)]
}

/**
 * A market that brings its own time goes on where it stood: at the newest moment that anything was stored for.
 * Undefined at the very first start.
 */
function booksStandAtMs({ ledger, config, newestBarMs: newestOf }: VenuesOptions): number | undefined {
  const newestBarMs = newestOf(venueId(config.market.venue))
  const newestMs = Math.max(
    ledger.lastFactTimeMs ?? 0,
    ledger.equitySamples.at(-1)?.timeMs ?? 0,
    newestBarMs === undefined ? 0 : newestBarMs + TIMEFRAME_MS['1m'],
  )
  return newestMs > 0 ? newestMs : undefined
}

/**
 * Opens the account that the configuration names, and the market that it trades on.
 * @throws EngineError, VenueError or EndpointError where an exchange cannot be used; nothing is left open then.
 */
export async function openVenues(options: VenuesOptions): Promise<OpenVenues> {
  const { config, accounts } = options
  const { trading, market } = config
  if (trading.account !== PAPER) return openAccount(accounts.prepare(trading.account), options)
  const profile = findProfile(market.venue)
  return profile ? openPaperOnExchange(profile, options) : openPaper(options)
}

interface OpenExchange {
  readonly connection: ExchangeConnection
  readonly table: InstrumentTable
  readonly market: CcxtMarketVenue
}

async function openAccount(prepared: PreparedAccount, options: VenuesOptions): Promise<OpenVenues> {
  const exchange = await openExchange(prepared.connection, options)
  try {
    return await onAccount(exchange, prepared, options)
  } catch (error) {
    await closeExchange(exchange)
    throw error
  }
}

async function onAccount(
  exchange: OpenExchange,
  prepared: PreparedAccount,
  { clock, logger }: VenuesOptions,
): Promise<OpenVenues> {
  const { connection, table, market } = exchange
  const account = accountId(prepared.name)
  const trading = new CcxtTradingVenue({
    accountId: account,
    environment: prepared.settings.environment,
    connection,
    instruments: table,
    systemClock: clock,
    random: freshRandom(),
    logger: logger.child('trading-venue'),
  })
  return {
    market,
    trading,
    instruments: await market.instruments(),
    accountId: account,
    currency: prepared.profile.accountCurrency,
    account: { name: prepared.name, connection },
    connection: {
      profile: prepared.profile,
      environment: prepared.settings.environment,
      name: prepared.name,
      account: prepared.name,
      status: () => connection.status(),
      streams: () => [...market.streams(), trading.streamView()],
    },
    notArmed: () => prepared.notArmed(),
    apply: () => undefined,
    async close() {
      trading.dispose()
      await closeExchange(exchange)
    },
  }
}

/** Prices of an exchange, where orders are filled by a venue of our own. */
async function openPaperOnExchange(profile: VenueProfile, options: VenuesOptions): Promise<OpenVenues> {
  const { environment, urls, timeoutMs, proxy: wishedProxy } = options.config.market.exchange
  const proxy = wishedProxy === '' ? undefined : wishedProxy
  const account = accountIdOf(options.config)
  const leaseBudget = (): RateBudgetLease => options.accounts.leaseBudget(profile, { environment, urls, proxy })
  const reach = { profile, environment, timeoutMs, leaseBudget, name: profile.venueId, ...(proxy && { proxy }) }
  const exchange = await openExchange(reach, options)
  try {
    const books = { market: exchange.market, account, currency: profile.accountCurrency, file: `${account}.db` }
    const venues = await onPaper(books, options)
    const { connection, market } = exchange
    return {
      ...venues,
      connection: {
        profile,
        environment,
        name: reach.name,
        account: undefined,
        status: () => connection.status(),
        streams: () => market.streams(),
      },
      async close() {
        try {
          await venues.close()
        } finally {
          await closeExchange(exchange)
        }
      },
    }
  } catch (error) {
    await closeExchange(exchange)
    throw error
  }
}

/** A market and an account of our own. */
async function openPaper(options: VenuesOptions): Promise<OpenVenues> {
  const { config, clock, onFailed } = options
  const account = accountIdOf(config)
  const entry = MARKET_VENUES.find(({ id }) => id === config.market.venue)
  const opened = await ensureDefined(entry, `market venue ${config.market.venue}`).create({
    config: config.market,
    startMs: booksStandAtMs(options),
    systemClock: clock,
    onError: (error) => onFailed(asError(error)),
  })
  const { venue: market } = opened
  try {
    const books = { market, account, currency: OWN_CURRENCY, file: 'paper.db' }
    const venues = await onPaper(books, options)
    return {
      ...venues,
      apply(next) {
        opened.reconfigure(next.market)
        venues.apply(next)
      },
      close: () => venues.close().finally(() => market.dispose()),
    }
  } catch (error) {
    market.dispose()
    throw error
  }
}

interface PaperBooks {
  readonly market: MarketVenue
  readonly account: AccountId
  readonly currency: string
  /** Name of the file in the data folder that is the "exchange". */
  readonly file: string
}

async function onPaper(
  { market, account, currency, file }: PaperBooks,
  { folder, config, logger, onFailed, wrapPaper }: VenuesOptions,
): Promise<OpenVenues> {
  const entry = TRADING_VENUES.find(({ id }) => id === PAPER)
  const instruments = await market.instruments()
  const paper = await ensureDefined(entry, 'paper venue').create({
    config: config.paper,
    file: join(folder, file),
    accountId: account,
    currency,
    instruments,
    clock: market.clock,
    environment: config.market.venue === 'replay' ? 'replay' : 'paper',
    logger: logger.child(PAPER),
    onFailed,
  })
  return {
    market,
    trading: wrapPaper(paper.venue),
    instruments,
    accountId: account,
    currency,
    account: undefined,
    connection: undefined,
    notArmed: () => undefined,
    apply: (next) => paper.reconfigure(next.paper),
    close: () => paper.close(),
  }
}

/** A connection with the instruments of the venue; it is closed again where they cannot be read. */
async function openExchange(reach: AccountConnectionOptions, options: VenuesOptions): Promise<OpenExchange> {
  const { endpoints, clock, onFailed } = options
  const logger = options.logger.child(reach.name)
  const random = freshRandom()
  const connection = await ExchangeConnection.open({ ...reach, endpoints, systemClock: clock, random, logger })
  try {
    const table = await InstrumentTable.load(connection, logger)
    const follow = followed(table, options)
    const onError = (error: unknown): void => onFailed(asError(error))
    const market = new CcxtMarketVenue({ connection, table, follow, clock, random, logger, onError })
    return { connection, table, market }
  } catch (error) {
    await connection.close()
    throw error
  }
}

async function closeExchange({ connection, market }: OpenExchange): Promise<void> {
  market.dispose()
  await connection.close()
}

/** What the configuration names and what the account holds; what the venue does not list is left out, and told. */
function followed(table: InstrumentTable, { config, ledger, logger }: VenuesOptions): readonly InstrumentId[] {
  const [first] = table.all()
  const { venueId: venue } = ensureDefined(first, 'instrument of the venue')
  const wished = config.market.exchange.symbols.map((symbol) => instrumentId(venue, symbol))
  return [...new Set([...wished, ...heldInstruments(ledger)])].filter((id) => {
    const isListed = table.get(id) !== undefined
    if (!isListed) logger.error('an instrument that should be followed is not listed by the venue', { instrument: id })
    return isListed
  })
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(errorText(error))
}
