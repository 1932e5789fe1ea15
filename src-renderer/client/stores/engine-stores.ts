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
import { createKeyedStore, keepItems, type KeyedStore, type KeyedStoreOptions } from './keyed-store.ts'
import { createLatestStore, keepLatest, type LatestHandler, type LatestStore } from './latest-store.ts'
import { createLogStore, type LogStore } from './logs.ts'
import { createMetricsStore, type MetricsStore } from './metrics.ts'
import { keepPositions, POSITION_ORDER, type PositionMark } from './positions.ts'
import { keepPriceAlerts, PRICE_ALERT_ORDER } from './price-alerts.ts'
import { keepQuotes } from './quotes.ts'

/** Orders in these states can be forgotten; any other may still fill. */
const ENDED_ORDERS: ReadonlySet<OrderView['state']> = new Set(['filled', 'cancelled', 'rejected', 'expired', 'unsent'])

/** Rows that a long day may leave in a table; older ones stay in the engine. */
const ROW_LIMIT = 1_000

const ORDER_ROWS: KeyedStoreOptions<OrderView> = {
  keyOf: (order) => order.orderId,
  compare: (left, right) => right.createdAtMs - left.createdAtMs,
  limit: ROW_LIMIT,
  keepAlways: ({ state }) => !ENDED_ORDERS.has(state),
}

const FILL_ROWS: KeyedStoreOptions<FillView> = {
  keyOf: (fill) => fill.fillId,
  compare: (left, right) => right.timeMs - left.timeMs,
  limit: ROW_LIMIT,
}

const COMPONENT_ORDER: KeyedStoreOptions<ComponentView> = {
  keyOf: (component) => component.name,
  compare: (left, right) => left.phase - right.phase,
}

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
    instruments: createKeyedStore<InstrumentView>({ keyOf: ({ instrumentId }) => instrumentId }, telling),
    orders: createKeyedStore(ORDER_ROWS, telling),
    fills: createKeyedStore(FILL_ROWS, telling),
    positions: createKeyedStore(POSITION_ORDER, telling),
    strategies: createKeyedStore<StrategyView>({ keyOf: ({ strategyId }) => strategyId }, telling),
    components: createKeyedStore(COMPONENT_ORDER, telling),
    alerts: createKeyedStore(ALERT_ORDER, telling),
    priceAlerts: createKeyedStore(PRICE_ALERT_ORDER, telling),
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
    client.subscribe('instruments', {}, keepItems(instruments)),
    client.subscribe('orders', {}, probed('orders', keepItems(orders))),
    client.subscribe('fills', {}, probed('fills', keepItems(fills))),
    client.subscribe('positions', {}, keepPositions(positions, positionMarks)),
    client.subscribe('quotes', {}, keepQuotes(quotes)),
    client.subscribe('account', {}, keepLatest(account)),
  ]
}

function subscribeSystem(stores: EngineStores, client: EngineClient): readonly (() => void)[] {
  const { strategies, components, alerts, priceAlerts, status, sessionClock } = stores
  return [
    client.subscribe('strategies', {}, keepItems(strategies)),
    client.subscribe('components', {}, keepItems(components)),
    client.subscribe('alerts', {}, keepItems(alerts)),
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
