import { venueId } from '../../../domain/index.ts'
import { KRAKEN_ERRORS } from './kraken-errors.ts'
import { type OrderRules, triggerByKind } from './order-rules.ts'
import type { VenueProfile } from './venue-profile.ts'

/** Kraken takes a deadline of 2 to 60 seconds from now with an order; without one it has none. */
const DEADLINE_MS = 30_000

/** Its clock is told in whole seconds, so that what is known of it is off by up to one, and ours by as much. */
const CLOCK_ERROR_MS = 2_000

const ORDER_RULES: OrderRules = {
  idParameters: { plain: ['clientOrderId'], waiting: ['clientOrderId'] },
  // The list of closed orders can be asked for one by our id like that of the open ones.
  namedBy: {
    fetchOrder: null,
    fetchOpenOrders: 'clientOrderId',
    cancelOrder: 'clientOrderId',
    editOrder: 'clientOrderId',
  },
  waitingOrders: 'among',
  trigger: triggerByKind,
  further: (_order, venueNowMs) => ({
    // The fee is taken in quote currency, which it is otherwise for purchases alone.
    oflags: 'fciq',
    deadline: new Date(venueNowMs + DEADLINE_MS).toISOString(),
  }),
}

export const KRAKEN_SPOT: VenueProfile = {
  venueId: venueId('kraken'),
  label: 'Kraken spot',
  exchange: 'kraken',
  kind: 'spot',
  accountCurrency: 'USD',
  capabilities: {
    orderTypes: ['market', 'limit', 'stop', 'stopLimit', 'takeProfit', 'takeProfitLimit'],
    timesInForce: ['GTC', 'IOC'],
    postOnly: true,
    // It is there for margin trading only.
    reduceOnly: false,
    locksHoldings: true,
    amend: true,
    requestLifetimeMs: DEADLINE_MS + CLOCK_ERROR_MS,
  },
  streams: {
    candles: 'stream',
    trades: 'stream',
    quotes: 'stream',
    book: 'stream',
    mark: 'polling',
    orders: 'stream',
    fills: 'stream',
    account: 'stream',
  },
  hedgeMode: false,
  needsPassphrase: false,
  hostInSignature: false,
  // Free text; a UUID may be longer.
  clientOrderId: { maxLength: 18, pattern: /^[!-~]{1,18}$/, separator: '-' },
  orderRules: ORDER_RULES,
  errors: KRAKEN_ERRORS,
  // A question about the account costs 3 and one is given back every 3 seconds, 15 at once at most; a public one costs 1.
  // Orders cost nothing here: they have a counter of their own at the venue.
  rateLimit: { capacity: 15, refillPerSecond: 0.9 },
  services: [
    {
      part: 'rest',
      kind: 'http',
      prefix: 'https://api.kraken.com',
      hosts: { live: ['https://api.kraken.com'], testnet: [] },
      healthPath: '/0/public/SystemStatus',
    },
    {
      part: 'streams',
      kind: 'websocket',
      prefix: 'wss://ws.kraken.com',
      hosts: { live: ['wss://ws.kraken.com'], testnet: [] },
      healthPath: '',
    },
    {
      part: 'account-streams',
      kind: 'websocket',
      prefix: 'wss://ws-auth.kraken.com',
      hosts: { live: ['wss://ws-auth.kraken.com'], testnet: [] },
      healthPath: '',
    },
  ],
  options: {
    adjustForTimeDifference: false,
    // Five messages a second on one socket: ccxt would send one a second, its pace for requests.
    ws: { cost: 0.2 },
    // Emptied whenever something has come: only a burst fills it.
    tradesLimit: 20_000,
  },
  // The list of currencies stays on: ccxt takes an instrument's lot size from it where that is the coarser one.
  unusedCalls: [],
  candlesPerRequest: 720,
  candleHistory: 720,
}
