import { join } from 'node:path'
import { accountLockFolder, type Clock, ensureDefined, errorText, freshRandom, type Logger } from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import type { AccountInUse } from './compose-accounts.ts'
import type { EngineStorage } from './compose-storage.ts'
import {
  type AccountId,
  isAtExchange,
  type Journal,
  type SimulatedTradingVenue,
  TIMEFRAME_MS,
  type TradingVenue,
  type VenueId,
  venueId,
} from './domain/index.ts'
import type { EngineConfig } from './engine-config.ts'
import { type LedgerState, newOrderIdPrefix, type ReconciliationReport } from './execution/index.ts'
import { AccountLock } from './security/index.ts'
import { TradingSession } from './session/index.ts'
import { MARKET_VENUES, type OpenMarketVenue, type OpenTradingVenue, TRADING_VENUES } from './venues/index.ts'

/** Wraps a port on its way into the session: how tests make a step fail or the process die inside one. */
export interface PortWrappers {
  journal?(journal: Journal): Journal
  trading?(venue: SimulatedTradingVenue): TradingVenue
}

export interface TradingOptions {
  readonly folder: string
  readonly accountId: AccountId
  readonly config: EngineConfig
  readonly storage: EngineStorage
  readonly bus: EventBus
  readonly clock: Clock
  readonly logger: Logger
  readonly wrappers: PortWrappers
  /** The venue's books cannot be written, or the market failed: trading has to halt. */
  readonly onFailed: (error: Error) => void
  /** Ledger and venue were compared while trading went on. */
  readonly onReconciled: (report: ReconciliationReport) => void
}

/** Venues and session, with what configuration can change in them while they run. */
export interface Trading {
  readonly session: TradingSession
  /** The account at an exchange that it trades on; undefined on paper. */
  readonly account: AccountInUse | undefined
  apply(config: EngineConfig): void
  close(): Promise<void>
}

const CURRENCY = 'USDT'

export async function openTrading(options: TradingOptions): Promise<Trading> {
  const { config, storage, wrappers } = options
  const ledger = storage.readLedger()
  const market = await openMarket(options, ledger)
  const paper = await openPaper(options, market)
  const random = freshRandom()
  const trading = wrappers.trading?.(paper.venue) ?? paper.venue
  const lock = lockAccount(trading, options)
  const session = new TradingSession({
    market: market.venue,
    trading,
    instruments: await market.venue.instruments(),
    journal: wrappers.journal?.(storage.journal) ?? storage.journal,
    candles: storage.candles,
    ledger,
    currency: CURRENCY,
    bus: options.bus,
    systemClock: options.clock,
    logger: options.logger,
    settings: config,
    marketData: config.marketData,
    storeEquity: (sample) => storage.journal.appendEquity(sample),
    history: () => storage.readHistory(),
    random,
    orderIdPrefix: newOrderIdPrefix(random),
    onReconciled: options.onReconciled,
  })
  return {
    session,
    account: undefined,
    apply(next) {
      market.reconfigure(next.market)
      paper.reconfigure(next.paper)
      session.applySettings(next, next.marketData)
    },
    async close() {
      try {
        await session.close()
      } finally {
        lock?.release()
        await paper.close().finally(() => market.venue.dispose())
      }
    },
  }
}

/** A paper account is locked with the data folder that it lives in; one at an exchange can be reached from any folder. */
function lockAccount(venue: TradingVenue, { clock }: TradingOptions): AccountLock | undefined {
  if (!isAtExchange(venue.environment)) return undefined
  return AccountLock.acquire({
    folder: accountLockFolder(),
    fingerprint: venue.fingerprint,
    venue: venue.venueId,
    holder: { pid: process.pid, startedAtMs: clock.nowMs(), address: null },
  })
}

function openMarket(
  { config, storage, clock, onFailed }: TradingOptions,
  ledger: LedgerState,
): Promise<OpenMarketVenue> {
  const entry = MARKET_VENUES.find(({ id }) => id === config.market.venue)
  return ensureDefined(entry, `market venue ${config.market.venue}`).create({
    config: config.market,
    startMs: booksStandAtMs(ledger, storage, venueId(config.market.venue)),
    systemClock: clock,
    onError: (error) => onFailed(error instanceof Error ? error : new Error(errorText(error))),
  })
}

async function openPaper(options: TradingOptions, { venue }: OpenMarketVenue): Promise<OpenTradingVenue> {
  const { folder, accountId, config, logger, onFailed } = options
  const entry = TRADING_VENUES.find(({ id }) => id === 'paper')
  return ensureDefined(entry, 'paper venue').create({
    config: config.paper,
    file: join(folder, 'paper.db'),
    accountId,
    currency: CURRENCY,
    instruments: await venue.instruments(),
    clock: venue.clock,
    environment: config.market.venue === 'replay' ? 'replay' : 'paper',
    logger: logger.child('paper'),
    onFailed,
  })
}

/**
 * A market that brings its own time goes on where it stood: at the newest moment that anything was stored for.
 * Undefined at the very first start.
 */
function booksStandAtMs(ledger: LedgerState, { candles }: EngineStorage, market: VenueId): number | undefined {
  const newestBarMs = candles.newestOpenTimeMs(market)
  const newestMs = Math.max(
    ledger.lastFactTimeMs ?? 0,
    ledger.equitySamples.at(-1)?.timeMs ?? 0,
    newestBarMs === undefined ? 0 : newestBarMs + TIMEFRAME_MS['1m'],
  )
  return newestMs > 0 ? newestMs : undefined
}
