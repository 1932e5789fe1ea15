import { venueId } from '../../../domain/index.ts'
import { BINANCE_ERRORS } from './binance-errors.ts'
import { hookBinanceBars } from './closed-candles.ts'
import type { VenueProfile } from './venue-profile.ts'

/** Requests are refused once they are older than this; ccxt's default for both markets. */
const RECEIVE_WINDOW_MS = 10_000

const SPOT_HOSTS = [
  'https://api.binance.com',
  'https://api1.binance.com',
  'https://api2.binance.com',
  'https://api3.binance.com',
]

/** Says what this address has used of its weight in the running minute. */
const USED_WEIGHT = 'x-mbx-used-weight-1m'

const COMMON = {
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
  needsPassphrase: false,
  errors: BINANCE_ERRORS,
  hostInSignature: false,
  accountCurrency: 'USDT',
  clientOrderId: { maxLength: 36, pattern: /^[.A-Z:/a-z0-9_-]{1,36}$/, separator: '-' },
  unusedCalls: [],
  // ccxt asks for no more, whatever the limit.
  candlesPerRequest: 1_000,
  candleHistory: null,
  hookClosedCandles: hookBinanceBars,
  // Of the aggregate trades that are asked for; the stream has the same, see `watchTradesForSymbols`.
  tradesFromId: (fromId: number) => ({ fromId }),
} as const satisfies Partial<VenueProfile>

const COMMON_OPTIONS = {
  fetchCurrencies: false,
  fetchMargins: false,
  // The future of its snapshot is awaited by nobody: a lost connection would end the process as an unhandled rejection.
  watchPositions: { fetchPositionsSnapshot: false, awaitPositionsSnapshot: false },
  recvWindow: RECEIVE_WINDOW_MS,
  adjustForTimeDifference: false,
  // Five messages a second are taken on one socket, of the twenty that ccxt counts with.
  ws: { cost: 4 },
  // Sockets for each kind of stream. Many at once, after a lost network, are taken for an attack.
  streamLimits: { spot: 8, future: 8 },
  // Aggregate trades are numbered without a hole, and can be asked for by number.
  watchTrades: { name: 'aggTrade' },
  watchTradesForSymbols: { name: 'aggTrade' },
  // Emptied whenever something has come: only a burst fills it.
  tradesLimit: 20_000,
} as const

export const BINANCE_SPOT: VenueProfile = {
  ...COMMON,
  venueId: venueId('binance'),
  label: 'Binance spot',
  exchange: 'binance',
  kind: 'spot',
  capabilities: {
    orderTypes: ['market', 'limit', 'stop', 'stopLimit', 'takeProfit', 'takeProfitLimit'],
    timesInForce: ['GTC', 'IOC', 'FOK'],
    postOnly: true,
    reduceOnly: false,
    locksHoldings: true,
    amend: false,
    requestLifetimeMs: RECEIVE_WINDOW_MS,
  },
  streams: { ...COMMON.streams, mark: 'polling' },
  hedgeMode: false,
  // 6,000 weight a minute, of which ccxt counts a fifth; a tenth is left for other programs.
  rateLimit: { capacity: 90, refillPerSecond: 16.5, weight: { header: USED_WEIGHT, perMinute: 6_000, perCost: 5 } },
  services: [
    {
      part: 'rest',
      kind: 'http',
      prefix: 'https://api.binance.com',
      hosts: {
        live: SPOT_HOSTS,
        testnet: ['https://testnet.binance.vision'],
      },
      healthPath: '/api/v3/ping',
    },
    {
      part: 'streams',
      kind: 'websocket',
      prefix: 'wss://stream.binance.com:9443',
      hosts: {
        live: ['wss://stream.binance.com:9443', 'wss://stream.binance.com:443'],
        testnet: ['wss://stream.testnet.binance.vision'],
      },
      healthPath: '',
    },
    {
      part: 'account-streams',
      kind: 'websocket',
      prefix: 'wss://ws-api.binance.com:443',
      hosts: { live: ['wss://ws-api.binance.com:443'], testnet: ['wss://ws-api.testnet.binance.vision'] },
      healthPath: '',
    },
  ],
  options: { ...COMMON_OPTIONS, defaultType: 'spot', fetchMarkets: { types: ['spot'] } },
}

export const BINANCE_USDM: VenueProfile = {
  ...COMMON,
  venueId: venueId('binance-usdm'),
  label: 'Binance USD-M futures',
  exchange: 'binanceusdm',
  kind: 'linearPerpetual',
  capabilities: {
    orderTypes: ['market', 'limit', 'stop', 'stopLimit', 'takeProfit', 'takeProfitLimit'],
    timesInForce: ['GTC', 'IOC', 'FOK', 'GTD'],
    postOnly: true,
    reduceOnly: true,
    locksHoldings: false,
    amend: true,
    // Conditional orders stand at an endpoint of their own, which changes nothing.
    amendableTypes: ['limit'],
    requestLifetimeMs: RECEIVE_WINDOW_MS,
  },
  hedgeMode: true,
  // 2,400 weight a minute, which ccxt counts one to one, but questions about the account below what they weigh: two thirds.
  rateLimit: { capacity: 120, refillPerSecond: 24, weight: { header: USED_WEIGHT, perMinute: 2_400, perCost: 1 } },
  services: [
    {
      part: 'rest',
      kind: 'http',
      prefix: 'https://fapi.binance.com',
      hosts: { live: ['https://fapi.binance.com'], testnet: ['https://testnet.binancefuture.com'] },
      healthPath: '/fapi/v1/ping',
    },
    {
      part: 'streams',
      kind: 'websocket',
      prefix: 'wss://fstream.binance.com',
      hosts: { live: ['wss://fstream.binance.com'], testnet: ['wss://fstream.binancefuture.com'] },
      healthPath: '',
    },
    {
      // What the key may do is told there for all markets.
      part: 'wallet',
      kind: 'http',
      prefix: 'https://api.binance.com',
      hosts: { live: SPOT_HOSTS, testnet: [] },
      healthPath: '/api/v3/ping',
      isOptional: true,
    },
  ],
  options: { ...COMMON_OPTIONS, defaultType: 'swap', fetchMarkets: { types: ['linear'] } },
}
