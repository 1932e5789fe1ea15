import type { pro } from 'ccxt'
import { addressesOf } from '../addresses.ts'
import type { VenueSide } from '../side.ts'
import type { VenueSimulator } from '../venue.ts'
import { TRADING_KEY } from '../venue-options.ts'

type ExchangeClass = (typeof pro)['binance']
/** The exchange class of ccxt pro, REST and WebSocket. */
export type CcxtClient = InstanceType<ExchangeClass>

export interface ClientOptions {
  readonly apiKey?: string
  readonly secret?: string
  /** Milliseconds after which a request without an answer is given up. */
  readonly timeout?: number
}

const FILES: Record<VenueSide, string> = { spot: 'binance.js', usdm: 'binanceusdm.js' }

/** @returns The real client, pointed at the venue. The caller closes it. */
export async function openClient(
  venue: VenueSimulator,
  side: VenueSide,
  options: ClientOptions = {},
): Promise<CcxtClient> {
  const Exchange = await exchangeClass(side)
  const client = new Exchange({
    ...TRADING_KEY,
    timeout: 5_000,
    rateLimit: 1,
    newUpdates: true,
    options: {
      defaultType: side === 'spot' ? 'spot' : 'swap',
      fetchMarkets: { types: [side === 'spot' ? 'spot' : 'linear'] },
      fetchCurrencies: false,
      fetchMargins: false,
      // The future of its snapshot is awaited by nobody: a lost connection would end the process as an unhandled rejection.
      watchPositions: { fetchPositionsSnapshot: false, awaitPositionsSnapshot: false },
    },
    ...options,
  })
  pointAt(client, venue.port)
  // Plain ws:// needs it once before the first watch.
  await client.loadHttpProxyAgent()
  return client
}

/** One file of the package, because its index loads every exchange there is. */
async function exchangeClass(side: VenueSide): Promise<ExchangeClass> {
  const file = new URL(`./src/pro/${FILES[side]}`, import.meta.resolve('ccxt'))
  const loaded = (await import(/* @vite-ignore */ file.href)) as { readonly default: ExchangeClass }
  return loaded.default
}

function pointAt(client: CcxtClient, port: number): void {
  const { rest, spotStreams, futuresStreams, spotWsApi, futuresWsApi } = addressesOf(port)
  const addresses = client.urls['api'] as Record<string, unknown>
  for (const [name, address] of Object.entries(addresses)) {
    if (typeof address === 'string') addresses[name] = address.replace(/^https:\/\/[^/]+/, rest)
  }
  addresses['ws'] = {
    spot: spotStreams,
    margin: spotStreams,
    future: futuresStreams,
    'ws-api': { spot: spotWsApi, future: futuresWsApi },
  }
}
