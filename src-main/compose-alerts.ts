import {
  type Disposable,
  DisposableStore,
  ensureDefined,
  errorText,
  type Logger,
  type SystemClock,
  type TimeMs,
} from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import { AccountAlerts, type AccountAlertsPorts } from './compose-account-alerts.ts'
import { AlertSources } from './compose-alert-sources.ts'
import type { OpenConnections } from './compose-connections.ts'
import type { EngineEndpoints } from './compose-endpoints.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import { type InstrumentId, parseInstrumentId } from './domain/index.ts'
import type { EngineApi } from './gateway/index.ts'
import {
  accountAlertBook,
  AlertBook,
  AlertKeeper,
  firstAccountAlertBook,
  type MonitoringFile,
  PriceAlertBook,
  type PriceAlertMarket,
  type SampleSource,
} from './monitoring/index.ts'
import type { TradingSession } from './session/index.ts'

/** System time after a start within which every cause that still stands has been reported. */
const SETTLE_MS = 30_000

export interface EngineAlertsPorts {
  readonly clock: SystemClock
  readonly bus: EventBus
  readonly config: EngineConfigStore
  readonly logger: Logger
  readonly metrics: SampleSource
  /** Names of the accounts that the engine trades on beside the first. */
  readonly otherAccounts: readonly string[]
  /** The first account's; undefined until the trading stage has come up. */
  readonly session: () => TradingSession | undefined
  /** Of all accounts, those that are open. */
  readonly sessions: () => readonly TradingSession[]
  readonly connections: OpenConnections
}

/** Alerts and price alerts of the engine; they are there from its first moment, so that nothing of its start is missed. */
export class EngineAlerts {
  readonly book: AlertBook
  readonly prices: PriceAlertBook
  /** What is about the first account. */
  readonly first: AccountAlerts
  readonly #ports: EngineAlertsPorts
  readonly #keeper: AlertKeeper
  readonly #sources: AlertSources
  #running = new DisposableStore()

  constructor(ports: EngineAlertsPorts) {
    const { clock, bus, logger } = ports
    this.#ports = ports
    const onError = (error: unknown): void => logger.error('a listener of alerts failed', { error: errorText(error) })
    this.book = new AlertBook({ clock, onError })
    this.prices = new PriceAlertBook({ clock, onError, market: this.#market() })
    this.#keeper = new AlertKeeper(this.book, this.prices)
    const { book, prices } = this
    const nowMs = (instrumentId: InstrumentId): TimeMs => this.#sessionOf(instrumentId).market.clock.nowMs()
    this.#sources = new AlertSources({ ...ports, book, prices, nowMs })
    this.first = new AccountAlerts({ ...ports, prices, book: firstAccountAlertBook(book, ports.otherAccounts) })
    this.book.onChange(({ kind, alert }) => {
      if (kind === 'raised') bus.publish('alert.raised', { alert })
      if (kind === 'resolved') bus.publish('alert.resolved', { alert })
    })
  }

  /** Begins to keep alerts where there is a file, and to watch the session, also where the file cannot be read; then it throws. */
  start(file: MonitoringFile | undefined): void {
    const running = new DisposableStore()
    this.#running = running
    try {
      if (file) running.add(this.#keeper.attach(file))
    } finally {
      this.#watch(running)
    }
  }

  stop(): void {
    this.book.flush()
    this.#running.dispose()
  }

  /** Alerts about another account than the first. */
  ofAccount(account: string, ports: Pick<AccountAlertsPorts, 'bus' | 'session' | 'logger'>): AccountAlerts {
    const { clock, config } = this.#ports
    const { prices } = this
    return new AccountAlerts({ ...ports, clock, config, prices, book: accountAlertBook(this.book, account) })
  }

  /** Watches the hosts of outside services until it is disposed of. */
  followEndpoints(endpoints: EngineEndpoints): Disposable {
    return this.#sources.followEndpoints(endpoints)
  }

  #market(): PriceAlertMarket {
    return {
      instrument: (text) => this.#sessionOf(parseInstrumentId(text)).snapshots.instrument(parseInstrumentId(text)),
      lastPrice: (instrumentId) => this.#sessionOf(instrumentId).marketData.lastPrice(instrumentId),
      formingMinute: (instrumentId) => this.#sessionOf(instrumentId).marketData.forming(instrumentId, '1m'),
      nowMs: (instrumentId) => this.#sessionOf(instrumentId).market.clock.nowMs(),
    }
  }

  /** One that has the instrument; the first account's where none has. */
  #sessionOf(instrumentId: InstrumentId): TradingSession {
    const { session, sessions } = this.#ports
    const having = sessions().find(({ marketData }) => marketData.instrument(instrumentId) !== undefined)
    return ensureDefined(having ?? session(), 'trading session')
  }

  #watch(running: DisposableStore): void {
    running.add(this.first.followSession(ensureDefined(this.#ports.session(), 'trading session')))
    running.add(this.#sources.followStreams())
    this.#sources.raiseStanding()
    running.add(this.#ports.clock.setTimer(SETTLE_MS, () => this.book.settle(({ code }) => OWN_END.has(code))))
  }
}

/** Alerts and price alerts as the interface has them. */
export function alertsApi({ alerts }: { readonly alerts: EngineAlerts }): EngineApi['alerts'] {
  return {
    list: (filter) => alerts.book.list(filter),
    acknowledge: (alertId) => alerts.book.acknowledge(alertId),
    acknowledgeAll: () => alerts.book.acknowledgeAll(),
    listPrices: () => alerts.prices.list(),
    createPrice: (draft) => alerts.prices.create(draft),
    removePrice: (priceAlertId) => alerts.prices.remove(priceAlertId),
  }
}

/** Alerts that a restart says nothing about: whether their cause is gone is looked at again and again. */
const OWN_END: ReadonlySet<string> = new Set(['PROTECTION_FAILED', 'ORDER_DENIED'])
