import type {
  AccountView,
  AlertView,
  ComponentView,
  FillView,
  InstrumentView,
  OrderView,
  PositionView,
  PriceAlertView,
  QuoteView,
  StatusView,
  StrategyView,
} from '../../../src-contract/index.ts'
import { LiveMap } from '../live-map.ts'
import { SessionClock } from '../session-clock.ts'
import { windowTimers } from '../timers.ts'
import type { EngineClient } from '../types.ts'
import { probed } from './account-probe.ts'
import { ALERT_ORDER } from './alerts.ts'
import { CalmTelling } from './calm-telling.ts'
import { measureDrawing } from './drawing-cost.ts'
import { createKeyedStore, keepItems, type KeyedStore } from './keyed-store.ts'
import { createLatestStore, keepLatest, type LatestHandler, type LatestStore } from './latest-store.ts'
import { createLogStore, type LogStore } from './logs.ts'
import { createMetricsStore, type MetricsStore } from './metrics.ts'
import { keepPositions, type PositionMark } from './positions.ts'
import { keepPriceAlerts } from './price-alerts.ts'
import { keepQuotes } from './quotes.ts'

/** Orders in these states can be forgotten; any other may still fill. */
const ENDED_ORDERS: ReadonlySet<OrderView['state']> = new Set(['filled', 'cancelled', 'rejected', 'expired', 'unsent'])

/** Rows that a long day may leave in a table; older ones stay in the engine. */
const ROW_LIMIT = 1_000

/** All that the panels show, kept equal to the engine. Nothing here is the truth: after a reconnect it is replaced. */
export interface EngineStores {
  readonly instruments: KeyedStore<InstrumentView>
  readonly orders: KeyedStore<OrderView>
  readonly fills: KeyedStore<FillView>
  readonly positions: KeyedStore<PositionView>
  readonly strategies: KeyedStore<StrategyView>
  readonly components: KeyedStore<ComponentView>
  readonly alerts: KeyedStore<AlertView>
  readonly priceAlerts: KeyedStore<PriceAlertView>
  /** Kept up to date only while somebody looks at them: `useMetrics`. */
  readonly metrics: MetricsStore
  /** The same: `useLog`. */
  readonly log: LogStore
  readonly account: LatestStore<AccountView>
  readonly status: LatestStore<StatusView>
  readonly quotes: LiveMap<QuoteView>
  readonly positionMarks: LiveMap<PositionMark>
  readonly sessionClock: SessionClock
}

export function createEngineStores(): EngineStores {
  const telling = new CalmTelling(windowTimers, measureDrawing)
  return {
    instruments: createKeyedStore<InstrumentView>(telling),
    orders: createKeyedStore<OrderView>(telling),
    fills: createKeyedStore<FillView>(telling),
    positions: createKeyedStore<PositionView>(telling),
    strategies: createKeyedStore<StrategyView>(telling),
    components: createKeyedStore<ComponentView>(telling),
    alerts: createKeyedStore<AlertView>(telling),
    priceAlerts: createKeyedStore<PriceAlertView>(telling),
    metrics: createMetricsStore(),
    log: createLogStore(),
    account: createLatestStore<AccountView>(telling),
    status: createLatestStore<StatusView>(telling),
    quotes: new LiveMap<QuoteView>(),
    positionMarks: new LiveMap<PositionMark>(),
    sessionClock: new SessionClock(() => Date.now()),
  }
}

/** Subscribes the stores to the engine. @returns what ends it. */
export function connectStores(stores: EngineStores, client: EngineClient): () => void {
  const ends = [...subscribeTrading(stores, client), ...subscribeSystem(stores, client)]
  return () => {
    for (const end of ends) end()
  }
}

function subscribeTrading(stores: EngineStores, client: EngineClient): readonly (() => void)[] {
  const { instruments, orders, fills, positions, positionMarks, quotes, account } = stores
  return [
    client.subscribe('instruments', {}, keepItems(instruments, { keyOf: (instrument) => instrument.instrumentId })),
    client.subscribe(
      'orders',
      {},
      probed(
        'orders',
        keepItems(orders, {
          keyOf: (order) => order.orderId,
          compare: (left, right) => right.createdAtMs - left.createdAtMs,
          limit: ROW_LIMIT,
          keepAlways: ({ state }) => !ENDED_ORDERS.has(state),
        }),
      ),
    ),
    client.subscribe(
      'fills',
      {},
      probed(
        'fills',
        keepItems(fills, {
          keyOf: (fill) => fill.fillId,
          compare: (left, right) => right.timeMs - left.timeMs,
          limit: ROW_LIMIT,
        }),
      ),
    ),
    client.subscribe('positions', {}, keepPositions(positions, positionMarks)),
    client.subscribe('quotes', {}, keepQuotes(quotes)),
    client.subscribe('account', {}, keepLatest(account)),
  ]
}

function subscribeSystem(stores: EngineStores, client: EngineClient): readonly (() => void)[] {
  const { strategies, components, alerts, priceAlerts, status, sessionClock } = stores
  return [
    client.subscribe('strategies', {}, keepItems(strategies, { keyOf: (strategy) => strategy.strategyId })),
    client.subscribe(
      'components',
      {},
      keepItems(components, {
        keyOf: (component) => component.name,
        compare: (left, right) => left.phase - right.phase,
      }),
    ),
    client.subscribe('alerts', {}, keepItems(alerts, ALERT_ORDER)),
    client.subscribe('priceAlerts', {}, keepPriceAlerts(priceAlerts)),
    client.subscribe('status', {}, keepStatus(status, sessionClock)),
  ]
}

/** The clock of the session is set the moment a status comes, though the window may be told of it later. */
function keepStatus(status: LatestStore<StatusView>, clock: SessionClock): LatestHandler<StatusView> {
  const kept = keepLatest(status)
  return {
    snapshot: (value) => {
      clock.handleStatus(value)
      kept.snapshot(value)
    },
    deltas: (values) => {
      for (const value of values) clock.handleStatus(value)
      kept.deltas(values)
    },
  }
}
