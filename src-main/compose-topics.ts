import type { PositionDelta, TopicDelta, TopicName, TopicParams, TopicSnapshot } from '../src-contract/index.ts'
import { type Disposable, DisposableStore, isAtLeast } from './base/index.ts'
import { connectionsTopic, streamsTopic } from './compose-connections.ts'
import { endpointsTopic } from './compose-endpoints.ts'
import { followLimits } from './compose-limits.ts'
import { instrumentsTopic } from './compose-market.ts'
import { bookView, tradeView } from './compose-order-flow.ts'
import type { EngineParts } from './compose-parts.ts'
import type { Readings } from './compose-readings.ts'
import { guardsTopic, protectionTopic, reconciliationTopic, refusalsTopic } from './compose-safety-topics.ts'
import { candleView, fillView, orderView, positionIdOf, signalView } from './compose-views.ts'
import type { EventName } from './domain/index.ts'
import type { TopicSource } from './gateway/index.ts'
import { STREAM_BARS } from './session/index.ts'

/** Bars in the snapshot of a chart; older ones are loaded page by page. */
const CANDLE_SNAPSHOT = 1_000
const ACCOUNT_SNAPSHOT = 200
/** Beside those that stand. */
const ALERT_SNAPSHOT = 200
/** Lines of the log that a client gets to begin with; older ones are asked for. */
const LOG_SNAPSHOT = 200
const STATUS_PERIOD_MS = 1_000

interface OpenTopic<Name extends TopicName> {
  readonly snapshot: TopicSnapshot<Name>
  readonly subscription: Disposable
}

type Openers = {
  readonly [Name in TopicName]: (
    params: TopicParams<Name>,
    onDelta: (delta: TopicDelta<Name>) => void,
  ) => OpenTopic<Name> | Promise<OpenTopic<Name>>
}

/** The engine's streams: each a snapshot of what is, and from then on what the bus announces. */
export class EngineTopics implements TopicSource {
  readonly #parts: EngineParts
  readonly #readings: Readings
  readonly #openers: Openers

  constructor(parts: EngineParts, readings: Readings) {
    this.#parts = parts
    this.#readings = readings
    this.#openers = {
      instruments: (_params, onDelta) => instrumentsTopic(parts, onDelta),
      candles: (params, onDelta) => this.#candles(params, onDelta),
      indicators: (params, onDelta) => this.#indicators(params, onDelta),
      ict: (params, onDelta) => this.#ict(params, onDelta),
      quotes: (_params, onDelta) => this.#quotes(onDelta),
      trades: (params, onDelta) => this.#trades(params, onDelta),
      book: (params, onDelta) => this.#book(params, onDelta),
      orders: (_params, onDelta) => this.#orders(onDelta),
      fills: (_params, onDelta) => this.#fills(onDelta),
      signals: (_params, onDelta) => this.#signals(onDelta),
      positions: (_params, onDelta) => this.#positions(onDelta),
      account: (_params, onDelta) => this.#account(onDelta),
      limits: (_params, onDelta) => this.#limits(onDelta),
      strategies: (_params, onDelta) => this.#strategies(onDelta),
      components: (_params, onDelta) => this.#components(onDelta),
      status: (_params, onDelta) => this.#status(onDelta),
      alerts: (_params, onDelta) => this.#alerts(onDelta),
      priceAlerts: (_params, onDelta) => this.#priceAlerts(onDelta),
      endpoints: (_params, onDelta) => endpointsTopic(parts, onDelta),
      connections: (_params, onDelta) => connectionsTopic(parts, onDelta),
      streams: (_params, onDelta) => streamsTopic(parts, onDelta),
      metrics: (_params, onDelta) => this.#metrics(onDelta),
      logs: (params, onDelta) => this.#logs(params, onDelta),
      reconciliation: (_params, onDelta) => reconciliationTopic(parts, onDelta),
      protection: (_params, onDelta) => protectionTopic(parts, onDelta),
      guards: (_params, onDelta) => guardsTopic(parts, onDelta),
      refusals: (_params, onDelta) => refusalsTopic(parts, onDelta),
    }
  }

  async open<Name extends TopicName>(
    topic: Name,
    params: TopicParams<Name>,
    onDelta: (delta: TopicDelta<Name>) => void,
  ): Promise<OpenTopic<Name>> {
    return this.#openers[topic](params, onDelta)
  }

  #candles(params: TopicParams<'candles'>, onDelta: (delta: TopicDelta<'candles'>) => void): OpenTopic<'candles'> {
    const { bus, session } = this.#parts
    const instrumentId = this.#readings.instrumentId(params.instrumentId)
    const { timeframe } = params
    const subscription = bus.subscribe('kline.updated', (event) => {
      if (event.instrumentId !== instrumentId) return
      if (event.closed) {
        if (event.timeframe === timeframe)
          onDelta({ instrumentId, timeframe, candle: candleView(event.candle), closed: true })
        return
      }
      const forming = session.marketData.forming(instrumentId, timeframe)
      if (forming) onDelta({ instrumentId, timeframe, candle: candleView(forming), closed: false })
    })
    const closed = session.candles.before(instrumentId, timeframe, { limit: CANDLE_SNAPSHOT })
    const forming = session.marketData.forming(instrumentId, timeframe)
    const candles = [...closed, ...(forming ? [forming] : [])].map(candleView)
    return { snapshot: { instrumentId, timeframe, candles }, subscription }
  }

  #indicators(
    params: TopicParams<'indicators'>,
    onDelta: (delta: TopicDelta<'indicators'>) => void,
  ): OpenTopic<'indicators'> {
    const { indicators } = this.#parts.session
    const query = { ...params, instrumentId: this.#readings.instrumentId(params.instrumentId) }
    // Both in one turn, so that nothing lies between; what the series fails with leaves no subscription behind.
    const { columns, ...series } = indicators.series(query, undefined, STREAM_BARS)
    const subscription = indicators.subscribe(query, onDelta)
    return { snapshot: { ...query, ...series, columns: [...columns] }, subscription }
  }

  #ict({ instrumentId, timeframe }: TopicParams<'ict'>, onDelta: (delta: TopicDelta<'ict'>) => void): OpenTopic<'ict'> {
    return this.#parts.session.ict.follow(
      { instrumentId: this.#readings.instrumentId(instrumentId), timeframe },
      onDelta,
    )
  }

  #quotes(onDelta: (delta: TopicDelta<'quotes'>) => void): OpenTopic<'quotes'> {
    const { bus, session } = this.#parts
    const tell = (instrumentId: Parameters<Readings['quote']>[0]): void => {
      const quote = this.#readings.quote(instrumentId)
      if (quote) onDelta(quote)
    }
    const subscription = new DisposableStore()
    subscription.add(bus.subscribe('quote.updated', ({ instrumentId }) => tell(instrumentId)))
    subscription.add(
      bus.subscribe('candle.stored', ({ instrumentId, timeframe }) => timeframe === '1m' && tell(instrumentId)),
    )
    subscription.add(session.marketData.onFreshness(({ instrumentId }) => tell(instrumentId)))
    return { snapshot: this.#readings.quotes(), subscription }
  }

  #trades(params: TopicParams<'trades'>, onDelta: (delta: TopicDelta<'trades'>) => void): OpenTopic<'trades'> {
    const { orderFlow } = this.#parts.session.marketData
    const instrumentId = this.#readings.instrumentId(params.instrumentId)
    const subscription = orderFlow.onTrade(instrumentId, (trade) => onDelta(tradeView(trade)))
    return { snapshot: orderFlow.trades(instrumentId).map(tradeView), subscription }
  }

  #book(params: TopicParams<'book'>, onDelta: (delta: TopicDelta<'book'>) => void): OpenTopic<'book'> {
    const { orderFlow } = this.#parts.session.marketData
    const instrumentId = this.#readings.instrumentId(params.instrumentId)
    const { book, subscription } = orderFlow.watchBook(instrumentId, (changes) => onDelta(bookView(changes)))
    return { snapshot: bookView(book), subscription }
  }

  #orders(onDelta: (delta: TopicDelta<'orders'>) => void): OpenTopic<'orders'> {
    const subscription = this.#parts.bus.subscribe('order.updated', ({ order }) => onDelta(orderView(order)))
    return { snapshot: this.#readings.openAndRecentOrders(ACCOUNT_SNAPSHOT), subscription }
  }

  #fills(onDelta: (delta: TopicDelta<'fills'>) => void): OpenTopic<'fills'> {
    const { bus, session } = this.#parts
    const subscription = bus.subscribe('fill.booked', ({ fill, realisedPnl }) => onDelta(fillView(fill, realisedPnl)))
    const fills = session.execution.recentFills(ACCOUNT_SNAPSHOT)
    return { snapshot: fills.map(({ fill, realisedPnl }) => fillView(fill, realisedPnl.toFixed())), subscription }
  }

  #signals(onDelta: (delta: TopicDelta<'signals'>) => void): OpenTopic<'signals'> {
    const subscription = this.#parts.session.strategies.onSignal((record) => onDelta(signalView(record)))
    return { snapshot: this.#readings.signals(ACCOUNT_SNAPSHOT), subscription }
  }

  #positions(onDelta: (delta: PositionDelta) => void): OpenTopic<'positions'> {
    const { bus, session } = this.#parts
    const { portfolio } = session
    const tellOf = (isMeant: (position: { instrumentId: string; owner: string }) => boolean): void => {
      for (const position of portfolio.openPositions()) {
        if (!isMeant(position)) continue
        onDelta({ positionId: positionIdOf(position), position: this.#readings.position(position) })
      }
    }
    const subscription = new DisposableStore()
    subscription.add(
      bus.subscribe('position.closed', ({ position }) => {
        // A position that turned is closed and opened in one fill: what is open now is told, not what was.
        const isOpen = !portfolio.ownerQuantity(position.instrumentId, position.owner).isZero()
        if (!isOpen) onDelta({ positionId: positionIdOf(position), position: null })
      }),
    )
    const tellSame = (same: { instrumentId: string; owner: string }): void =>
      tellOf(({ instrumentId, owner }) => instrumentId === same.instrumentId && owner === same.owner)
    subscription.add(bus.subscribe('position.updated', ({ position }) => tellSame(position)))
    subscription.add(bus.subscribe('order.updated', ({ order }) => tellSame(order.terms)))
    const tellPrice = ({ instrumentId }: { instrumentId: string }): void =>
      tellOf((position) => position.instrumentId === instrumentId)
    subscription.add(bus.subscribe('quote.updated', tellPrice))
    subscription.add(bus.subscribe('candle.stored', tellPrice))
    return { snapshot: this.#readings.positions(), subscription }
  }

  #account(onDelta: (delta: TopicDelta<'account'>) => void): OpenTopic<'account'> {
    const events: EventName[] = ['quote.updated', 'candle.stored', 'fill.booked', 'order.updated', 'account.reset']
    const subscription = this.#onAny(events, () => onDelta(this.#readings.account()))
    return { snapshot: this.#readings.account(), subscription }
  }

  #limits(onDelta: (delta: TopicDelta<'limits'>) => void): OpenTopic<'limits'> {
    return followLimits(() => this.#readings.limits(), this.#parts.clock, onDelta)
  }

  #strategies(onDelta: (delta: TopicDelta<'strategies'>) => void): OpenTopic<'strategies'> {
    const events: EventName[] = ['config.updated', 'signal.validated', 'signal.denied', 'signal.ignored', 'fill.booked']
    const subscription = this.#onAny(events, () => {
      for (const strategy of this.#readings.strategies()) onDelta(strategy)
    })
    return { snapshot: this.#readings.strategies(), subscription }
  }

  #components(onDelta: (delta: TopicDelta<'components'>) => void): OpenTopic<'components'> {
    const { bus, orchestrator } = this.#parts
    const subscription = bus.subscribe('component.state', onDelta)
    return { snapshot: [...orchestrator.views()], subscription }
  }

  #status(onDelta: (delta: TopicDelta<'status'>) => void): OpenTopic<'status'> {
    const { clock } = this.#parts
    const tell = (): void => onDelta(this.#readings.status())
    const subscription = new DisposableStore()
    subscription.add(this.#onAny(['trading-state.changed', 'health.changed', 'config.updated'], tell))
    subscription.add(clock.setRepeating(STATUS_PERIOD_MS, tell))
    return { snapshot: this.#readings.status(), subscription }
  }

  #metrics(onDelta: (delta: TopicDelta<'metrics'>) => void): OpenTopic<'metrics'> {
    const { metrics } = this.#parts
    return { snapshot: metrics.view(), subscription: metrics.onSample(onDelta) }
  }

  #alerts(onDelta: (delta: TopicDelta<'alerts'>) => void): OpenTopic<'alerts'> {
    const { book } = this.#parts.alerts
    const subscription = book.onChange(({ kind, alert }) => {
      if (kind !== 'dropped') onDelta(alert)
    })
    return { snapshot: book.recent(ALERT_SNAPSHOT), subscription }
  }

  #priceAlerts(onDelta: (delta: TopicDelta<'priceAlerts'>) => void): OpenTopic<'priceAlerts'> {
    const { prices } = this.#parts.alerts
    return { snapshot: prices.list(), subscription: prices.onChange(onDelta) }
  }

  #logs({ level }: TopicParams<'logs'>, onDelta: (delta: TopicDelta<'logs'>) => void): OpenTopic<'logs'> {
    const { logMemory } = this.#parts
    const subscription = logMemory.onLine((line) => {
      if (isAtLeast(line.level, level)) onDelta(line)
    })
    return { snapshot: logMemory.list({ level, limit: LOG_SNAPSHOT }).toReversed(), subscription }
  }

  #onAny(names: readonly EventName[], listener: () => void): Disposable {
    const store = new DisposableStore()
    for (const name of names) store.add(this.#parts.bus.subscribe(name, listener))
    return store
  }
}
