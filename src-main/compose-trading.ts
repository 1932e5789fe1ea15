import { accountLockFolder, freshRandom, type Logger, type SystemClock } from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import type { AccountInUse } from './compose-accounts.ts'
import type { OpenConnection } from './compose-connections.ts'
import type { EngineStorage } from './compose-storage.ts'
import type { OpenVenues } from './compose-venues.ts'
import { isAtExchange, type Journal, type SimulatedTradingVenue, type TradingVenue } from './domain/index.ts'
import type { EngineConfig } from './engine-config.ts'
import { type LedgerState, newOrderIdPrefix, type ReconciliationReport } from './execution/index.ts'
import { AccountLock } from './security/index.ts'
import { TradingSession } from './session/index.ts'

/** Wraps a port on its way into the session: how tests make a step fail or the process die inside one. */
export interface PortWrappers {
  journal?(journal: Journal): Journal
  trading?(venue: SimulatedTradingVenue): TradingVenue
}

export interface TradingOptions {
  readonly config: EngineConfig
  /** Closed with the session. */
  readonly venues: OpenVenues
  readonly storage: EngineStorage
  /** What the account's ledger holds. */
  readonly ledger: LedgerState
  readonly bus: EventBus
  readonly clock: SystemClock
  readonly logger: Logger
  readonly wrappers: PortWrappers
  /** Ledger and venue were compared while trading went on. */
  readonly onReconciled: (report: ReconciliationReport) => void
}

/** Venues and session, with what configuration can change in them while they run. */
export interface Trading {
  readonly session: TradingSession
  /** The account at an exchange that it trades on; undefined on paper. */
  readonly account: AccountInUse | undefined
  /** The connection to an exchange that it goes through; undefined on a market of our own. */
  readonly connection: OpenConnection | undefined
  apply(config: EngineConfig): void
  close(): Promise<void>
}

/** @throws FatalError where another program trades on the account; the venues are closed then. */
export async function openTrading(options: TradingOptions): Promise<Trading> {
  const { venues } = options
  try {
    return tradeOn(options)
  } catch (error) {
    await venues.close()
    throw error
  }
}

function tradeOn(options: TradingOptions): Trading {
  const { config, storage, venues, wrappers } = options
  const { market, trading } = venues
  const random = freshRandom()
  const lock = lockAccount(trading, options)
  const session = new TradingSession({
    market,
    trading,
    instruments: venues.instruments,
    journal: wrappers.journal?.(storage.journal) ?? storage.journal,
    candles: storage.candles,
    ledger: options.ledger,
    currency: venues.currency,
    bus: options.bus,
    systemClock: options.clock,
    logger: options.logger,
    settings: config,
    marketData: config.marketData,
    storeEquity: (sample) => storage.journal.appendEquity(sample),
    history: () => storage.readHistory(),
    random,
    orderIdPrefix: newOrderIdPrefix(random),
    notArmed: () => venues.notArmed(),
    onReconciled: options.onReconciled,
  })
  return {
    session,
    account: venues.account,
    connection: venues.connection,
    apply(next) {
      venues.apply(next)
      session.applySettings(next, next.marketData)
    },
    async close() {
      try {
        await session.close()
      } finally {
        lock?.release()
        await venues.close()
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
