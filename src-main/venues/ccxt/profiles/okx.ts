import { venueId } from '../../../domain/index.ts'
import { OKX_ERRORS } from './okx-errors.ts'
import { hookOkxBars } from './closed-candles.ts'
import { type OrderRules, triggerByKind } from './order-rules.ts'
import type { VenueProfile } from './venue-profile.ts'

/** A request whose time stamp differs more from the venue's clock is refused. */
const TIMESTAMP_TOLERANCE_MS = 30_000

const ORDER_RULES: OrderRules = {
  // ccxt sends the first, which is not kept for orders that wait for a price.
  idParameters: { plain: ['clientOrderId'], waiting: ['clientOrderId', 'algoClOrdId'] },
  namedBy: {
    fetchOrder: 'clientOrderId',
    fetchOpenOrders: null,
    cancelOrder: 'clientOrderId',
    editOrder: 'clientOrderId',
  },
  waitingOrders: 'apart',
  trigger: triggerByKind,
  further: () => ({}),
}

const COMMON = {
  exchange: 'okx',
  accountCurrency: 'USDT',
  streams: {
    candles: 'stream',
    trades: 'stream',
    quotes: 'stream',
    book: 'stream',
    mark: 'stream',
    orders: 'stream',
    fills: 'stream',
    account: 'stream',
  },
  needsPassphrase: true,
  errors: OKX_ERRORS,
  hostInSignature: false,
  clientOrderId: { maxLength: 32, pattern: /^[A-Za-z0-9]{1,32}$/, separator: 'X' },
  // Every call has a limit of its own over two seconds, which ccxt counts as 20; a tenth is left for other programs.
  rateLimit: { capacity: 6, refillPerSecond: 6 },
  services: [
    {
      part: 'rest',
      kind: 'http',
      prefix: 'https://www.okx.com',
      hosts: { live: ['https://www.okx.com', 'https://aws.okx.com'], testnet: ['https://www.okx.com'] },
      healthPath: '/api/v5/public/time',
    },
    {
      part: 'streams',
      kind: 'websocket',
      prefix: 'wss://ws.okx.com:8443',
      hosts: { live: ['wss://ws.okx.com:8443'], testnet: ['wss://wspap.okx.com:8443'] },
      healthPath: '',
    },
  ],
  unusedCalls: ['fetchCurrencies'],
  // Play money is traded at the same host: the header tells it apart, and the option puts it into the streams' addresses.
  testnetSettings: { headers: { 'x-simulated-trading': '1' }, options: { sandboxMode: true } },
  candlesPerRequest: 300,
  candleHistory: null,
  hookClosedCandles: hookOkxBars,
} as const satisfies Partial<VenueProfile>

const COMMON_OPTIONS = {
  adjustForTimeDifference: false,
  // Emptied whenever something has come: only a burst fills it.
  tradesLimit: 20_000,
} as const

const CAPABILITIES = {
  orderTypes: ['market', 'limit', 'stop', 'stopLimit', 'takeProfit', 'takeProfitLimit'],
  timesInForce: ['GTC', 'IOC', 'FOK'],
  postOnly: true,
  amend: true,
  requestLifetimeMs: TIMESTAMP_TOLERANCE_MS,
} as const satisfies Partial<VenueProfile['capabilities']>

export const OKX_SPOT: VenueProfile = {
  ...COMMON,
  venueId: venueId('okx'),
  label: 'OKX spot',
  kind: 'spot',
  // ccxt would borrow for those that wait for a price.
  orderRules: { ...ORDER_RULES, further: () => ({ tdMode: 'cash' }) },
  capabilities: { ...CAPABILITIES, reduceOnly: false, locksHoldings: true },
  streams: { ...COMMON.streams, mark: 'polling' },
  hedgeMode: false,
  options: {
    ...COMMON_OPTIONS,
    defaultType: 'spot',
    fetchMarkets: { types: ['spot'] },
    watchOrders: { type: 'SPOT' },
    watchMyTrades: { type: 'SPOT' },
  },
}

export const OKX_SWAP: VenueProfile = {
  ...COMMON,
  venueId: venueId('okx-swap'),
  label: 'OKX USDT perpetuals',
  kind: 'linearPerpetual',
  orderRules: ORDER_RULES,
  capabilities: { ...CAPABILITIES, reduceOnly: true, locksHoldings: false },
  hedgeMode: true,
  options: {
    ...COMMON_OPTIONS,
    defaultType: 'swap',
    fetchMarkets: { types: ['swap'] },
    watchOrders: { type: 'SWAP' },
    watchMyTrades: { type: 'SWAP' },
  },
}
