import {
  type Disposable,
  DisposableStore,
  ensureDefined,
  errorText,
  type Logger,
  type SystemClock,
} from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import { AlertSources } from './compose-alert-sources.ts'
import type { EngineEndpoints } from './compose-endpoints.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import { parseInstrumentId, TIMEFRAME_MS } from './domain/index.ts'
import type { RecoveryReport } from './execution/index.ts'
import type { EngineApi } from './gateway/index.ts'
import {
  AlertBook,
  AlertKeeper,
  type MonitoringFile,
  PriceAlertBook,
  type PriceAlertMarket,
  type SampleSource,
} from './monitoring/index.ts'
import type { TradingSession } from './session/index.ts'

/** System time after a start within which every cause that still stands has been reported. */
const SETTLE_MS = 30_000
/** Bars looked through for prices that were reached while the engine was off: a week. */
const CATCH_UP_BARS = 10_080

export interface EngineAlertsPorts {
  readonly clock: SystemClock
  readonly bus: EventBus
  readonly config: EngineConfigStore
  readonly logger: Logger
  readonly metrics: SampleSource
  /** Undefined until the trading stage has come up. */
  readonly session: () => TradingSession | undefined
}

/** Alerts and price alerts of the engine; they are there from its first moment, so that nothing of its start is missed. */
export class EngineAlerts {
  readonly book: AlertBook
  readonly prices: PriceAlertBook
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
    this.#sources = new AlertSources({ ...ports, book: this.book, prices: this.prices })
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

  /** Watches the hosts of outside services until it is disposed of. */
  followEndpoints(endpoints: EngineEndpoints): Disposable {
    return this.#sources.followEndpoints(endpoints)
  }

  /** A comparison of the books with the venue's has ended. */
  handleReport(report: RecoveryReport): void {
    const key = { code: 'BOOKS_DIFFER', subject: null } as const
    if (report.isConsistent) this.book.resolve(key)
    else this.book.raise({ ...key, instrumentId: null, severity: 'critical', ...differenceText(report) })
  }

  get #session(): TradingSession {
    return ensureDefined(this.#ports.session(), 'trading session')
  }

  #market(): PriceAlertMarket {
    return {
      instrument: (text) => this.#session.snapshots.instrument(parseInstrumentId(text)),
      lastPrice: (instrumentId) => this.#session.marketData.lastPrice(instrumentId),
      formingMinute: (instrumentId) => this.#session.marketData.forming(instrumentId, '1m'),
      nowMs: () => this.#session.market.clock.nowMs(),
    }
  }

  #watch(running: DisposableStore): void {
    this.#catchUp(this.#session)
    running.add(this.#sources.followSession(this.#session))
    running.add(this.#ports.clock.setTimer(SETTLE_MS, () => this.book.settle(({ code }) => OWN_END.has(code))))
  }

  /** Bars that were fetched for the time when the engine was off are not announced: they are looked through here. */
  #catchUp({ candles, marketData, market }: TradingSession): void {
    const nowMs = market.clock.nowMs()
    for (const [instrumentId, sinceMs] of this.prices.waitingSince()) {
      const bars = Math.ceil((nowMs - sinceMs) / TIMEFRAME_MS['1m']) + 1
      const limit = Math.min(Math.max(bars, 1), CATCH_UP_BARS)
      for (const bar of candles.before(instrumentId, '1m', { limit })) this.prices.handleBar(instrumentId, bar)
      const last = marketData.lastPrice(instrumentId)
      if (last !== undefined) this.prices.handlePrice(instrumentId, last, marketData.quote(instrumentId))
    }
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

function differenceText(report: RecoveryReport): { title: string; detail: string } {
  const counts = [
    [report.unknownOrders.length, 'orders at the venue that the ledger does not know'],
    [report.lostOrders.length, 'orders that the venue no longer knows'],
    [report.unexplainedFills.length, 'orders with fills that cannot be explained'],
    [report.positions.length, 'positions that differ'],
    [report.cash === undefined ? 0 : 1, 'difference in cash'],
  ] as const
  const found = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return {
    title: 'Ledger and venue differ',
    detail: `Found: ${found.join(', ')}. Nothing new is opened. Compare the log with the venue's own list of orders, positions and cash, then resume trading.`,
  }
}
