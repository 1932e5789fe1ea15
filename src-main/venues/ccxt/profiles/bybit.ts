import { venueId } from '../../../domain/index.ts'
import { BYBIT_ERRORS } from './bybit-errors.ts'
import { hookBybitBars } from './closed-candles.ts'
import type { OrderRules } from './order-rules.ts'
import type { VenueProfile } from './venue-profile.ts'

/** Requests are refused once they are older than this; ccxt's default. */
const RECEIVE_WINDOW_MS = 5_000

/** With `stopLossPrice` ccxt would make every stop reduce-only: the side from which the price comes is told by itself. */
const ORDER_RULES: OrderRules = {
  idParameters: { plain: ['clientOrderId'], waiting: ['clientOrderId'] },
  // Asked for an order that is not there, ccxt's fetchOrder fails without the venue's id; the list has those that have just ended too.
  namedBy: {
    fetchOrder: null,
    fetchOpenOrders: 'orderLinkId',
    cancelOrder: 'orderLinkId',
    editOrder: 'clientOrderId',
  },
  waitingOrders: 'among',
  trigger: ({ type, side, triggerPrice }) => ({
    triggerPrice: triggerPrice?.toFixed(),
    triggerDirection: type.startsWith('stop') === (side === 'buy') ? 'ascending' : 'descending',
  }),
  further: () => ({}),
}

const COMMON = {
  exchange: 'bybit',
  accountCurrency: 'USDT',
  streams: {
    candles: 'stream',
    trades: 'stream',
    quotes: 'stream',
    book: 'stream',
    // It comes with the ticker; ccxt has no stream of its own for it.
    mark: 'polling',
    orders: 'stream',
    fills: 'stream',
    account: 'stream',
  },
  needsPassphrase: false,
  hostInSignature: false,
  clientOrderId: { maxLength: 36, pattern: /^[A-Za-z0-9_-]{1,36}$/, separator: '-' },
  orderRules: ORDER_RULES,
  errors: BYBIT_ERRORS,
  // ccxt counts 50 a second: ten questions or twenty orders. A tenth is left for other programs.
  rateLimit: { capacity: 22, refillPerSecond: 22 },
  services: [
    {
      part: 'rest',
      kind: 'http',
      prefix: 'https://api.bybit.com',
      hosts: {
        live: ['https://api.bybit.com', 'https://api.bytick.com'],
        testnet: ['https://api-testnet.bybit.com'],
      },
      healthPath: '/v5/market/time',
    },
    {
      part: 'streams',
      kind: 'websocket',
      prefix: 'wss://stream.bybit.com',
      hosts: { live: ['wss://stream.bybit.com'], testnet: ['wss://stream-testnet.bybit.com'] },
      healthPath: '',
    },
  ],
  // With a key it asks what can be deposited and withdrawn, which a key that may only trade must not.
  unusedCalls: ['fetchCurrencies'],
  candlesPerRequest: 1_000,
  candleHistory: null,
  hookClosedCandles: hookBybitBars,
} as const satisfies Partial<VenueProfile>

const COMMON_OPTIONS = {
  recvWindow: RECEIVE_WINDOW_MS,
  adjustForTimeDifference: false,
  defaultSettle: 'USDT',
  // Ten messages a second on one socket, of the fifty that ccxt counts with.
  ws: { cost: 5 },
  // Emptied whenever something has come: only a burst fills it.
  tradesLimit: 20_000,
  // ccxt refuses to ask for an order unless told that it is known to reach back 500 orders only.
  fetchOrder: { acknowledged: true },
  // The future of its snapshot is awaited by nobody: a lost connection would end the process as an unhandled rejection.
  watchPositions: { fetchPositionsSnapshot: false, awaitPositionsSnapshot: false },
} as const

export const BYBIT_SPOT: VenueProfile = {
  ...COMMON,
  venueId: venueId('bybit'),
  label: 'Bybit spot',
  kind: 'spot',
  capabilities: {
    // A spot stop does not say from which side its trigger is reached: one that comes late would wait for the wrong side.
    orderTypes: ['market', 'limit'],
    timesInForce: ['GTC', 'IOC', 'FOK'],
    postOnly: true,
    reduceOnly: false,
    locksHoldings: true,
    amend: true,
    requestLifetimeMs: RECEIVE_WINDOW_MS,
  },
  hedgeMode: false,
  options: { ...COMMON_OPTIONS, defaultType: 'spot', fetchMarkets: { types: ['spot'] } },
}

export const BYBIT_LINEAR: VenueProfile = {
  ...COMMON,
  venueId: venueId('bybit-linear'),
  label: 'Bybit USDT perpetuals',
  kind: 'linearPerpetual',
  capabilities: {
    orderTypes: ['market', 'limit', 'stop', 'stopLimit', 'takeProfit', 'takeProfitLimit'],
    timesInForce: ['GTC', 'IOC', 'FOK'],
    postOnly: true,
    reduceOnly: true,
    locksHoldings: false,
    amend: true,
    requestLifetimeMs: RECEIVE_WINDOW_MS,
  },
  hedgeMode: true,
  options: { ...COMMON_OPTIONS, defaultType: 'swap', defaultSubType: 'linear', fetchMarkets: { types: ['linear'] } },
}
