import type {
  AccountView,
  AlertView,
  CandleView,
  ComponentView,
  ConfigView,
  DepartureView,
  EndpointServiceView,
  IctRecordView,
  IndicatorView,
  InstrumentView,
  LayoutView,
  LogLineView,
  MetricsView,
  OrderView,
  PositionView,
  PriceAlertView,
  QuoteView,
  SecretView,
  SignalView,
  StatusView,
  StrategyView,
  VaultView,
} from '../../../src-contract/index.ts'

export const INSTRUMENT_ID = 'simulated:BTC-PERP'
export const START_MS = 1_700_000_000_000
export const MINUTE_MS = 60_000

export const STATUS: StatusView = {
  version: '0.1.0',
  pid: 4711,
  health: 'healthy',
  tradingState: 'active',
  tradingReason: null,
  environment: 'paper',
  marketVenue: 'simulated',
  marketState: 'running',
  accountId: 'paper',
  account: 'paper',
  tradedAccounts: [
    {
      name: 'paper',
      isFirst: true,
      state: 'open',
      problem: null,
      environment: 'paper',
      marketVenue: 'simulated',
      tradingState: 'active',
    },
  ],
  startedAtMs: START_MS,
  uptimeMs: 60_000,
  timeMs: START_MS + 60_000,
  sessionTimeMs: START_MS + 1_200_000,
  sessionSpeed: 20,
  feedAgeMs: 12,
  eventLoopDelayP99Ms: 1.25,
  configVersion: 3,
}

export const ENDPOINT: EndpointServiceView = {
  name: 'main-rest',
  kind: 'http',
  strategy: 'weighted',
  affinity: true,
  hostInSignature: false,
  openConnections: 2,
  maxConnections: 128,
  hosts: [
    {
      name: 'first',
      address: 'https://api.example.com',
      weight: 3,
      state: 'broken',
      sinceMs: START_MS,
      health: 'healthy',
      breaker: 'open',
      nextTrialAtMs: START_MS + 30_000,
      responseTimeMs: 41.5,
      openConnections: 2,
      keptKeys: 1,
      failures: 5,
      lastFailure: { text: 'socket hang up', atMs: START_MS },
    },
  ],
  origin: 'engine',
  ownSettings: { kind: 'http', hosts: [{ name: 'first', url: 'https://api.example.com/v3' }] },
}

export const LOG_LINE: LogLineView = {
  seq: 7,
  timeMs: START_MS,
  level: 'warn',
  component: 'feed',
  message: 'minutes are missing',
  fields: { minutes: 3 },
}

export const COMPONENT: ComponentView = {
  name: 'market-data',
  phase: 2,
  critical: true,
  dependsOn: ['storage'],
  state: 'running',
  sinceMs: START_MS,
  restarts: 0,
  reason: null,
}

export const INSTRUMENT: InstrumentView = {
  instrumentId: INSTRUMENT_ID,
  venueId: 'simulated',
  symbol: 'BTC-PERP',
  name: 'Bitcoin perpetual',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.5',
  lotSize: '0.001',
  minQuantity: '0.001',
  minNotional: '5',
  status: 'trading',
}

export const QUOTE: QuoteView = {
  instrumentId: INSTRUMENT_ID,
  last: 64_000.5,
  bid: 64_000,
  ask: 64_001,
  bidSize: 1.5,
  askSize: 2.25,
  price24hAgo: null,
  timeMs: START_MS,
  receivedAtMs: START_MS,
  stale: false,
}

export const ORDER: OrderView = {
  orderId: 'wh-1',
  venueOrderId: null,
  accountId: 'paper',
  instrumentId: INSTRUMENT_ID,
  owner: 'hand',
  role: 'entry',
  parentOrderId: null,
  side: 'buy',
  type: 'market',
  quantity: '1',
  filledQuantity: '0',
  averagePrice: null,
  limitPrice: null,
  triggerPrice: null,
  stopLossPrice: null,
  takeProfitPrice: null,
  timeInForce: 'GTC',
  reduceOnly: false,
  handling: 'venue',
  trailing: null,
  expireAtMs: null,
  postOnly: false,
  ocoGroup: null,
  exitPlan: null,
  amendment: null,
  unknown: null,
  state: 'pending',
  reason: null,
  createdAtMs: START_MS,
  updatedAtMs: START_MS,
}

export const POSITION: PositionView = {
  positionId: 'paper|simulated:BTC-PERP|hand',
  accountId: 'paper',
  instrumentId: INSTRUMENT_ID,
  owner: 'hand',
  side: 'long',
  quantity: '1',
  entryPrice: '63000',
  markPrice: 64_000,
  unrealisedPnl: 1000,
  realisedPnl: '0',
  fees: '12.6',
  notional: 64_000,
  stopPrice: null,
  targetPrice: null,
  margin: null,
  openedAtMs: START_MS,
}

export const DEPARTURE: DepartureView = {
  onShutdown: 'cancelEntries',
  marketStandsStill: true,
  exposed: true,
  workingEntries: 1,
  positions: [
    {
      positionId: POSITION.positionId,
      instrumentId: INSTRUMENT_ID,
      owner: 'hand',
      side: 'long',
      quantity: '1',
      notional: '64000',
      stopPrice: null,
      protection: 'none',
    },
  ],
}

export const ACCOUNT: AccountView = {
  accountId: 'paper',
  venueId: 'paper',
  environment: 'paper',
  currency: 'USDT',
  startingCash: '100000',
  cash: '99987.4',
  equity: 100_987.4,
  unrealisedPnl: 1000,
  realisedPnl: '0',
  fees: '12.6',
  profitToday: 987.4,
  profitTodayFraction: 0.009874,
  feesToday: '12.6',
  dayStartMs: START_MS,
  dayZone: 'UTC',
  openPositions: 1,
  workingOrders: 0,
  margin: null,
  positionMode: null,
}

export const SIGNAL: SignalView = {
  signalId: 's-1',
  strategyId: 'trend',
  instrumentId: INSTRUMENT_ID,
  timeframe: '1m',
  action: 'enterLong',
  price: 64_000,
  stopLossPrice: 63_000,
  takeProfitPrice: null,
  gap: false,
  reasons: ['EMA 20 above EMA 50'],
  timeMs: START_MS,
  outcome: 'submitted',
  orderId: 'wh-1',
  denial: null,
  ignoredReason: null,
}

export const STRATEGY: StrategyView = {
  strategyId: 'trend',
  name: 'Trend',
  description: 'Follows the trend',
  enabled: true,
  runsOn: null,
  state: 'waiting',
  stateReason: null,
  instruments: [INSTRUMENT_ID],
  timeframe: '1m',
  parameters: {},
  parametersSchema: {},
  lastSignals: [],
}

export const CONFIG: ConfigView = {
  version: 3,
  changedAtMs: START_MS,
  source: 'file',
  value: {},
  schema: {},
  overridden: [],
  fileFaults: [],
}

export const INDICATOR: IndicatorView = {
  indicatorId: 'ema',
  title: 'Exponential moving average',
  description: 'Average of closes that weighs the newest most.',
  placement: 'overlay',
  parametersSchema: { type: 'object', properties: { period: { type: 'integer', default: 20 } } },
  warmUpBars: 20,
  columns: [{ id: 'ema', scale: 'price', plot: 'line', lookAheadBars: 0, sparse: false }],
}

export const ICT_RECORD: IctRecordView = {
  id: `fvg:5m:${START_MS}:up`,
  kind: 'fvg',
  direction: 1,
  timeframe: '5m',
  top: 64_100,
  bottom: 64_020,
  level: null,
  formedAtMs: START_MS,
  confirmedAtMs: START_MS + 5 * MINUTE_MS,
  mitigatedAtMs: null,
  filledAtMs: null,
  invalidatedAtMs: null,
  label: null,
  sourceId: null,
}

export const LAYOUT: LayoutView = {
  layoutId: 'scalping',
  name: 'Scalping',
  arrangement: { grid: { root: {} } },
  changedAtMs: START_MS,
}

export const ALERT: AlertView = {
  alertId: 'alert-1',
  code: 'FEED_STALE',
  severity: 'warning',
  title: 'BTC-PERP: no fresh price',
  detail: 'The newest price came 12 s ago; from 10 s on it counts as stale.',
  subject: INSTRUMENT_ID,
  instrumentId: INSTRUMENT_ID,
  raisedAtMs: START_MS,
  count: 1,
  lastAtMs: START_MS,
  acknowledgedAtMs: null,
  resolvedAtMs: null,
}

export const PRICE_ALERT: PriceAlertView = {
  priceAlertId: 'price-1',
  instrumentId: INSTRUMENT_ID,
  price: '65000',
  direction: 'above',
  note: '',
  createdAtMs: START_MS,
}

export const METRICS: MetricsView = {
  definitions: [
    {
      metricId: 'process.cpu',
      label: 'Processor',
      group: 'process',
      unit: 'fraction',
      limit: 0.9,
      description: 'Share of one core over the last second.',
    },
  ],
  samples: [{ timeMs: START_MS, values: { 'process.cpu': 0.12 } }],
}

export const VAULT: VaultView = {
  protection: 'keychain',
  locked: false,
  keychain: { available: true, backend: 'gnome_libsecret', weak: false },
  secretCount: 1,
  advice: null,
}

export const SECRET: SecretView = { name: 'test.api-key', setAtMs: START_MS }

/** One of an endless row of bars; the same index gives the same bar. */
export function candleAt(index: number): CandleView {
  const open = 64_000 + Math.sin(index / 10) * 250
  const close = 64_000 + Math.sin((index + 1) / 10) * 250
  return {
    openTimeMs: START_MS + index * MINUTE_MS,
    open,
    high: Math.max(open, close) + 10.25,
    low: Math.min(open, close) - 10.25,
    close,
    volume: 12.5 + (index % 7),
    gap: false,
  }
}
