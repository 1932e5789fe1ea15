import type {
  AccountView,
  AlertView,
  EngineHostState,
  FillView,
  OrderView,
  StatusView,
} from '../../../src-contract/index.ts'
import type { Exposure } from '../ports.ts'

/** Some moment. */
export const NOW_MS = 1_790_000_000_000

export const RUNNING: EngineHostState = {
  kind: 'running',
  generation: 1,
  pid: 4242,
  address: 'http://127.0.0.1:4000',
  sinceMs: NOW_MS,
}

export const NOTHING_OPEN: Exposure = { openPositions: 0, workingOrders: 0, isExposed: false }

export function accountAt(change: Partial<AccountView> = {}): AccountView {
  return {
    accountId: 'paper-01',
    venueId: 'paper',
    environment: 'paper',
    currency: 'USDT',
    startingCash: '100000',
    cash: '100000',
    equity: 100_000,
    unrealisedPnl: 0,
    realisedPnl: '0',
    fees: '0',
    profitToday: 0,
    profitTodayFraction: 0,
    feesToday: '0',
    dayStartMs: NOW_MS,
    dayZone: 'UTC',
    openPositions: 0,
    workingOrders: 0,
    margin: null,
    positionMode: null,
    ...change,
  }
}

export function statusAt(change: Partial<StatusView> = {}): StatusView {
  return {
    version: '1.0.0',
    pid: 4242,
    health: 'healthy',
    tradingState: 'active',
    tradingReason: null,
    environment: 'paper',
    marketVenue: 'simulated',
    marketState: 'running',
    accountId: 'paper-01',
    account: 'paper',
    tradedAccounts: [],
    startedAtMs: NOW_MS,
    uptimeMs: 1_000,
    timeMs: NOW_MS,
    sessionTimeMs: NOW_MS,
    sessionSpeed: 1,
    feedAgeMs: 10,
    eventLoopDelayP99Ms: 5,
    configVersion: 1,
    ...change,
  }
}

export function fillOf(change: Partial<FillView> = {}): FillView {
  return {
    fillId: 'fill-1',
    orderId: 'order-1',
    accountId: 'paper-01',
    instrumentId: 'simulated:BTC-PERP',
    owner: 'hand',
    side: 'buy',
    quantity: '0.1',
    price: '68123.1',
    fee: '3.4',
    feeCurrency: 'USDT',
    liquidity: 'taker',
    realisedPnl: '0',
    timeMs: NOW_MS,
    ...change,
  }
}

export function alertOf(change: Partial<AlertView> = {}): AlertView {
  return {
    alertId: 'alert-1',
    code: 'PROTECTION_FAILED',
    severity: 'critical',
    title: 'BTC-PERP: a protective order failed',
    detail: 'The position by hand may be without its stop.',
    subject: 'simulated:BTC-PERP hand',
    instrumentId: 'simulated:BTC-PERP',
    raisedAtMs: NOW_MS,
    count: 1,
    lastAtMs: NOW_MS,
    acknowledgedAtMs: null,
    resolvedAtMs: null,
    ...change,
  }
}

export function orderOf(change: Partial<OrderView> = {}): OrderView {
  return {
    orderId: 'order-1',
    venueOrderId: null,
    accountId: 'paper-01',
    instrumentId: 'simulated:BTC-PERP',
    owner: 'hand',
    role: 'entry',
    parentOrderId: null,
    side: 'buy',
    type: 'limit',
    quantity: '0.1',
    filledQuantity: '0',
    averagePrice: null,
    limitPrice: '68000',
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
    state: 'working',
    reason: null,
    createdAtMs: NOW_MS,
    updatedAtMs: NOW_MS,
    ...change,
  }
}
