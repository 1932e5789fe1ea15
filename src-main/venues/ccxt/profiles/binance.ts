import { venueId } from '../../../domain/index.ts'
import type { VenueProfile } from './venue-profile.ts'

/** Requests are refused once they are older than this; ccxt's default for both markets. */
const RECEIVE_WINDOW_MS = 10_000

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
  hostInSignature: false,
  accountCurrency: 'USDT',
  clientOrderId: { maxLength: 36, pattern: /^[.A-Z:/a-z0-9_-]{1,36}$/ },
} as const satisfies Partial<VenueProfile>

const COMMON_OPTIONS = {
  fetchCurrencies: false,
  fetchMargins: false,
  // The future of its snapshot is awaited by nobody: a lost connection would end the process as an unhandled rejection.
  watchPositions: { fetchPositionsSnapshot: false, awaitPositionsSnapshot: false },
  recvWindow: RECEIVE_WINDOW_MS,
  adjustForTimeDifference: false,
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
    amend: false,
    requestLifetimeMs: RECEIVE_WINDOW_MS,
  },
  streams: { ...COMMON.streams, mark: 'polling' },
  hedgeMode: false,
  // 6,000 weight a minute; ccxt counts a fifth of it, and a tenth is left for other programs.
  rateLimit: { capacity: 90, refillPerSecond: 18 },
  services: [
    {
      part: 'rest',
      kind: 'http',
      prefix: 'https://api.binance.com',
      hosts: {
        live: ['https://api.binance.com', 'https://api1.binance.com', 'https://api2.binance.com', 'https://api3.binance.com'],
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
  candlesPerRequest: 1_000,
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
    amend: true,
    requestLifetimeMs: RECEIVE_WINDOW_MS,
  },
  hedgeMode: true,
  // 2,400 weight a minute, of which a tenth is left for other programs; ccxt counts half of it.
  rateLimit: { capacity: 90, refillPerSecond: 18 },
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
  ],
  options: { ...COMMON_OPTIONS, defaultType: 'swap', fetchMarkets: { types: ['linear'] } },
  candlesPerRequest: 1_500,
}
