import { type Disposable, DisposableStore, errorText, type Logger, type SystemClock } from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import { departureOf } from './compose-departure.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import { type InstrumentId, parseInstrumentId, TIMEFRAME_MS } from './domain/index.ts'
import type { RecoveryReport } from './execution/index.ts'
import {
  type AlertTelling,
  FeedWatch,
  type HoldingKey,
  LossWatch,
  OrderWatch,
  type PriceAlertBook,
  SafetyWatch,
  TradingStateWatch,
} from './monitoring/index.ts'
import type { TradingSession } from './session/index.ts'

/** How often it is looked whether what stands without an event of its own still does, in system time. */
const REVIEW_MS = 2_000
/** How often the daily loss is looked at, in system time. */
const LOSS_CHECK_MS = 1_000
/** Code of the risk check's own rule. */
const DAILY_LOSS = 'MAX_DAILY_LOSS'
/** Bars looked through for prices that were reached while the engine was off: a week. */
const CATCH_UP_BARS = 10_080

export interface AccountAlertsPorts {
  readonly book: AlertTelling
  /** Prices that somebody waits for, on whatever market. */
  readonly prices: PriceAlertBook
  /** What the account's session announces. */
  readonly bus: EventBus
  /** System clock. */
  readonly clock: SystemClock
  readonly config: EngineConfigStore
  readonly logger: Logger
  /** Undefined until the trading stage has come up. */
  readonly session: () => TradingSession | undefined
}

/** Alerts about what one account does: what its bus announces from the first moment, and its session once it is there. */
export class AccountAlerts {
  readonly #ports: AccountAlertsPorts
  readonly #trading: TradingStateWatch
  readonly #orders: OrderWatch
  readonly #safety: SafetyWatch
  readonly #loss: LossWatch
  readonly #feed: FeedWatch

  constructor(ports: AccountAlertsPorts) {
    const { book, bus, clock } = ports
    this.#ports = ports
    this.#trading = new TradingStateWatch(book)
    this.#orders = new OrderWatch({ book, clock, isCovered: (holding) => this.#isCovered(holding) })
    this.#safety = new SafetyWatch({
      book,
      isOverdue: (instrumentId) => ports.session()?.protection.overdue(parseInstrumentId(instrumentId)) ?? false,
      comparisonFault: () => ports.session()?.execution.reconciliation.status.lastFault?.text,
    })
    this.#loss = new LossWatch(book)
    this.#feed = new FeedWatch({
      book,
      ageMs: (instrumentId) => this.#priceAgeMs(instrumentId),
      staleAfterMs: () => ports.config.current.marketData.staleAfterMs,
    })
    bus.subscribe('trading-state.changed', ({ state, reason }) => this.#trading.handleState(state, reason))
    this.#followOrders()
    this.#followSafety()
    this.#followPrices()
  }

  /** Follows a session until it is disposed of. What is the case already is raised at once. */
  followSession(session: TradingSession): Disposable {
    const { clock } = this.#ports
    const { marketData, tradingState } = session
    this.#catchUp(session)
    const following = new DisposableStore()
    following.add(marketData.onCondition(() => this.#feed.handleOverdue(marketData.overdue)))
    following.add(
      marketData.onFreshness(({ instrumentId, stale }) => {
        if (!stale) this.#feed.handleFresh(instrumentId)
      }),
    )
    const checkLoss = this.#look('daily loss', () => this.#checkLoss(session))
    following.add(clock.setRepeating(LOSS_CHECK_MS, checkLoss))
    following.add(
      clock.setRepeating(
        REVIEW_MS,
        this.#look('protection and denials', () => {
          this.#orders.review()
          this.#safety.review()
        }),
      ),
    )
    this.#raiseStanding(session)
    this.#feed.handleOverdue(marketData.overdue)
    this.#trading.handleState(tradingState.state, tradingState.reason ?? '')
    checkLoss()
    return following
  }

  /** A comparison of the books with the venue's has ended. */
  handleReport(report: RecoveryReport): void {
    const { book } = this.#ports
    const key = { code: 'BOOKS_DIFFER', subject: null } as const
    if (report.isConsistent) book.resolve(key)
    else book.raise({ ...key, instrumentId: null, severity: 'critical', ...differenceText(report) })
  }

  #followOrders(): void {
    const { bus } = this.#ports
    bus.subscribe('order.updated', ({ order }) => this.#orders.handleOrder(order))
    bus.subscribe('order.denied', ({ intent, denial }) => this.#orders.handleDenied(intent, denial))
    bus.subscribe('protection.failed', (failure) => this.#orders.handleProtectionFailed(failure))
    bus.subscribe('signal.validated', ({ signal }) => {
      if (signal.action !== 'exit') this.#orders.handleAccepted(signal.strategyId)
    })
  }

  #followSafety(): void {
    const { bus } = this.#ports
    bus.subscribe('order.updated', ({ order }) => this.#safety.handleOrder(order))
    bus.subscribe('instrument.quarantined', ({ instrumentId, reason }) =>
      this.#safety.handleQuarantine(instrumentId, reason),
    )
    bus.subscribe('protection.overdue', (overdue) => this.#safety.handleOverdue(overdue))
    bus.subscribe('risk.guard', (guard) => this.#safety.handleGuard(guard))
  }

  /** What was held, tripped or unknown when the engine stopped still is: nobody announces it again. */
  #raiseStanding({ execution, guards }: TradingSession): void {
    for (const order of execution.openOrders()) this.#safety.handleOrder(order)
    for (const { instrumentId } of execution.reconciliation.quarantines) {
      this.#safety.handleQuarantine(instrumentId, execution.reconciliation.quarantineReason(instrumentId))
    }
    for (const guard of guards.views()) if (guard.state === 'tripped') this.#safety.handleGuard(guard)
  }

  #followPrices(): void {
    const { prices, bus } = this.#ports
    bus.subscribe('quote.updated', ({ instrumentId, last, quote }) => prices.handlePrice(instrumentId, last, quote))
    bus.subscribe('kline.updated', ({ instrumentId, timeframe, candle }) => {
      if (timeframe === '1m') prices.handleBar(instrumentId, candle)
    })
  }

  /** Bars that were fetched for the time when the engine was off are not announced: they are looked through here. */
  #catchUp({ candles, marketData, market }: TradingSession): void {
    const { prices } = this.#ports
    const nowMs = market.clock.nowMs()
    for (const [instrumentId, sinceMs] of prices.waitingSince()) {
      const bars = Math.ceil((nowMs - sinceMs) / TIMEFRAME_MS['1m']) + 1
      const limit = Math.min(Math.max(bars, 1), CATCH_UP_BARS)
      for (const bar of candles.before(instrumentId, '1m', { limit })) prices.handleBar(instrumentId, bar)
      const last = marketData.lastPrice(instrumentId)
      if (last !== undefined) prices.handlePrice(instrumentId, last, marketData.quote(instrumentId))
    }
  }

  /** What watches must not end what trades: a look that fails is logged, once until it succeeds again. */
  #look(what: string, look: () => void): () => void {
    let hasFailed = false
    return () => {
      try {
        look()
        hasFailed = false
      } catch (error) {
        if (!hasFailed) {
          this.#ports.logger.error('alerts could not look at something', { what, error: errorText(error) })
        }
        hasFailed = true
      }
    }
  }

  #checkLoss(session: TradingSession): void {
    this.#loss.handleLoss(session.meters().find(({ code }) => code === DAILY_LOSS))
  }

  /** False while there is no session: nothing can be said of what is held then. */
  #isCovered({ instrumentId, owner }: HoldingKey): boolean {
    const { clock, config } = this.#ports
    const session = this.#ports.session()
    if (!session) return false
    const { positions } = departureOf({ session, clock, config })
    const held = positions.find((position) => position.instrumentId === instrumentId && position.owner === owner)
    return held === undefined || held.stopPrice !== null
  }

  #priceAgeMs(instrumentId: InstrumentId): number | undefined {
    const receivedAtMs = this.#ports.session()?.marketData.instrumentQuote(instrumentId)?.receivedAtMs
    return receivedAtMs === undefined ? undefined : this.#ports.clock.nowMs() - receivedAtMs
  }
}

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
