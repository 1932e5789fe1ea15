import { type VenueOrderRequest, venueId } from '../../../domain/index.ts'
import { COINBASE_ERRORS } from './coinbase-errors.ts'
import { type CallParameters, type OrderRules, triggerByKind } from './order-rules.ts'
import type { VenueProfile } from './venue-profile.ts'

/** A request's token is signed for so long. */
const TOKEN_LIFETIME_MS = 120_000

const ORDER_RULES: OrderRules = {
  // ccxt drops clientOrderId and makes an id of its own.
  idParameters: { plain: ['client_order_id'], waiting: ['client_order_id'] },
  namedBy: { fetchOrder: null, fetchOpenOrders: null, cancelOrder: null, editOrder: null },
  waitingOrders: 'among',
  trigger: triggerByKind,
  further: (order) => ({
    ...(order.expireAtMs !== undefined && { end_time: new Date(order.expireAtMs).toISOString() }),
    ...(order.type === 'market' && order.side === 'buy' && purchaseOf(order)),
  }),
}

/** ccxt writes a purchase at market as an amount of money, which it must be given though what counts is written out beside it. */
function purchaseOf({ quantity }: VenueOrderRequest): CallParameters {
  const size = quantity.toFixed()
  return { cost: size, order_configuration: { market_market_ioc: { base_size: size } } }
}

export const COINBASE_SPOT: VenueProfile = {
  venueId: venueId('coinbase'),
  label: 'Coinbase Advanced Trade spot',
  exchange: 'coinbase',
  kind: 'spot',
  accountCurrency: 'USD',
  capabilities: {
    // A stop that trades at market is not offered, only one with a limit.
    orderTypes: ['market', 'limit', 'stopLimit', 'takeProfitLimit'],
    timesInForce: ['GTC', 'IOC', 'FOK', 'GTD'],
    postOnly: true,
    reduceOnly: false,
    locksHoldings: true,
    // Only limit orders that are good till cancelled can be edited.
    amend: false,
    requestLifetimeMs: TOKEN_LIFETIME_MS,
  },
  streams: {
    candles: 'polling',
    trades: 'stream',
    quotes: 'stream',
    book: 'stream',
    mark: 'polling',
    orders: 'stream',
    fills: 'polling',
    account: 'polling',
  },
  hedgeMode: false,
  needsPassphrase: false,
  // The token names method, host and path.
  hostInSignature: true,
  clientOrderId: { maxLength: 36, pattern: /^[A-Za-z0-9_-]{1,36}$/, separator: '-' },
  orderRules: ORDER_RULES,
  errors: COINBASE_ERRORS,
  // 30 a second for the account, of which public questions cost 3; a tenth is left for other programs.
  rateLimit: { capacity: 13, refillPerSecond: 13 },
  services: [
    {
      part: 'rest',
      kind: 'http',
      prefix: 'https://api.coinbase.com',
      hosts: { live: ['https://api.coinbase.com'], testnet: [] },
      healthPath: '/api/v3/brokerage/time',
    },
    {
      part: 'streams',
      kind: 'websocket',
      prefix: 'wss://advanced-trade-ws.coinbase.com',
      hosts: { live: ['wss://advanced-trade-ws.coinbase.com'], testnet: [] },
      healthPath: '',
    },
  ],
  options: {
    adjustForTimeDifference: false,
    // Eight messages a second are taken, of the thirty that ccxt counts with.
    ws: { cost: 4 },
    // Emptied whenever something has come: only a burst fills it.
    tradesLimit: 20_000,
    // Those of Advanced Trade: the older ones belong to another interface, with wallets that cannot trade.
    fetchTime: 'v3PublicGetBrokerageTime',
    fetchBalance: 'v3PrivateGetBrokerageAccounts',
  },
  unusedCalls: ['fetchCurrencies'],
  candlesPerRequest: 300,
  candleHistory: null,
}
