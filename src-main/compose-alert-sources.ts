import {
  type Disposable,
  DisposableStore,
  errorText,
  type Logger,
  type SystemClock,
  type TimeMs,
} from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import { departureOf } from './compose-departure.ts'
import type { EngineEndpoints } from './compose-endpoints.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import { type InstrumentId, parseInstrumentId } from './domain/index.ts'
import {
  type AlertBook,
  ComponentWatch,
  ConfigWatch,
  EndpointWatch,
  FeedWatch,
  type HoldingKey,
  LossWatch,
  MetricWatch,
  OrderWatch,
  PriceAlertWatch,
  type PriceAlertBook,
  SafetyWatch,
  type SampleSource,
  TradingStateWatch,
} from './monitoring/index.ts'
import type { TradingSession } from './session/index.ts'

/** How often it is looked whether what stands without an event of its own still does, in system time. */
const REVIEW_MS = 2_000
/** How often the daily loss is looked at, in system time. */
const LOSS_CHECK_MS = 1_000
/** Code of the risk check's own rule. */
const DAILY_LOSS = 'MAX_DAILY_LOSS'

export interface AlertSourcesPorts {
  readonly book: AlertBook
  readonly prices: PriceAlertBook
  readonly bus: EventBus
  /** System clock. */
  readonly clock: SystemClock
  readonly config: EngineConfigStore
  readonly metrics: SampleSource
  readonly logger: Logger
  /** Undefined until the trading stage has come up. */
  readonly session: () => TradingSession | undefined
}

/** Where alerts come from: what the engine announces on its bus from the first moment, and the session once it is there. */
export class AlertSources {
  readonly #ports: AlertSourcesPorts
  readonly #trading: TradingStateWatch
  readonly #orders: OrderWatch
  readonly #safety: SafetyWatch
  readonly #loss: LossWatch
  readonly #feed: FeedWatch
  readonly #config: ConfigWatch
  readonly #endpoints: EndpointWatch

  constructor(ports: AlertSourcesPorts) {
    const { book, clock } = ports
    this.#ports = ports
    this.#trading = new TradingStateWatch(book)
    this.#orders = new OrderWatch({ book, clock, isCovered: (holding) => this.#isCovered(holding) })
    this.#safety = new SafetyWatch({
      book,
      isOverdue: (instrumentId) => ports.session()?.protection.overdue(parseInstrumentId(instrumentId)) ?? false,
      comparisonFault: () => ports.session()?.execution.reconciliation.status.lastFault?.text,
    })
    this.#loss = new LossWatch(book)
    this.#config = new ConfigWatch(book)
    this.#endpoints = new EndpointWatch(book)
    this.#feed = new FeedWatch({
      book,
      ageMs: (instrumentId) => this.#priceAgeMs(instrumentId),
      staleAfterMs: () => ports.config.current.marketData.staleAfterMs,
    })
    this.#followEngine()
    this.#followOrders()
    this.#followSafety()
    this.#followPrices()
  }

  /** Follows a session until it is disposed of. What is the case already is raised at once. */
  followSession(session: TradingSession): Disposable {
    const { clock } = this.#ports
    const { marketData, tradingState } = session
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
    this.#config.handleFaults(this.#ports.config.fileFaults)
    return following
  }

  /** Follows the hosts of outside services until it is disposed of. */
  followEndpoints(endpoints: Pick<EngineEndpoints, 'onEvent' | 'views'>): Disposable {
    const look = (): void => this.#endpoints.handleServices(endpoints.views())
    look()
    return endpoints.onEvent(({ kind }) => {
      if (kind !== 'affinityMoved') look()
    })
  }

  #followEngine(): void {
    const { book, bus, config, metrics } = this.#ports
    const components = new ComponentWatch(book)
    bus.subscribe('component.state', (view) => components.handleState(view))
    bus.subscribe('trading-state.changed', ({ state, reason }) => this.#trading.handleState(state, reason))
    config.onFileFaults((faults) => this.#config.handleFaults(faults))
    const watch = new MetricWatch({ book, definitions: () => metrics.definitions() })
    metrics.onSample(({ sample }) => watch.handleSample(sample))
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
    const { book, prices, bus } = this.#ports
    const watch = new PriceAlertWatch({ book, nowMs: () => this.#sessionTimeMs() })
    prices.onReached((reached) => watch.handleReached(reached))
    bus.subscribe('quote.updated', ({ instrumentId, last, quote }) => prices.handlePrice(instrumentId, last, quote))
    bus.subscribe('kline.updated', ({ instrumentId, timeframe, candle }) => {
      if (timeframe === '1m') prices.handleBar(instrumentId, candle)
    })
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

  #sessionTimeMs(): TimeMs {
    const { clock, session } = this.#ports
    return (session()?.market.clock ?? clock).nowMs()
  }
}
