import type { Clock, Logger, Random } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import type { EquitySample, Instrument, Journal, MarketVenue, TradingVenue } from '../domain/index.ts'
import type { LedgerHistory, LedgerState, ReconciliationReport } from '../execution/index.ts'
import type { CandleStore, MarketDataConfig } from '../market-data/index.ts'
import type { SessionSettings } from './session-settings.ts'

/** What a session works with; live, paper, replay and backtest differ in these only. */
export interface SessionPorts {
  readonly market: MarketVenue
  readonly trading: TradingVenue
  readonly instruments: readonly Instrument[]
  readonly journal: Journal
  readonly candles: CandleStore
  /** What the account went through before this start; nothing on a new one. */
  readonly history?: () => LedgerHistory
  /** Currency of the account. */
  readonly currency: string
  readonly bus: EventBus
  readonly systemClock: Clock
  readonly logger: Logger
  readonly settings: SessionSettings
  readonly marketData: MarketDataConfig
  /**
   * What has to be done before the account may trade with money, for a person; undefined while it may. Without it the
   * account is one that needs no arming. Asked at every check.
   */
  readonly notArmed?: () => string | undefined
  /** First part of every order id, another one at every start; a fixed one where nothing outlives the session. */
  readonly orderIdPrefix?: string
  /** Spreads what several engines would otherwise ask a venue at the same moment. */
  readonly random?: Random
  /** Ledger and venue were compared by themselves while trading went on; the first comparison is answered by `open`. */
  readonly onReconciled?: (report: ReconciliationReport) => void
  /** Keeps a point of the equity curve. */
  readonly storeEquity: (sample: EquitySample) => void
}

/** What a session is built from. */
export interface TradingSessionPorts extends SessionPorts {
  /** What the ledger held when it was opened. It is read once and then let go: thousands of orders are in it. */
  readonly ledger: LedgerState
}
