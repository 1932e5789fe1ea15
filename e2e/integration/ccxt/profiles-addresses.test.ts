import { generateKeyPairSync } from 'node:crypto'
import type { Exchange } from 'ccxt'
import { describe, expect, it, vi } from 'vitest'
import { ensureDefined } from '../../../src-main/base/index.ts'
import { loadExchangeClass } from '../../../src-main/venues/ccxt/connection/load-exchange.ts'
import { exchangeSettings } from '../../../src-main/venues/ccxt/profiles/exchange-settings.ts'
import { VENUE_PROFILES } from '../../../src-main/venues/ccxt/profiles/profiles.ts'
import type { VenueProfile, VenueService } from '../../../src-main/venues/ccxt/profiles/venue-profile.ts'
import { knowBitcoin } from './payloads/known-market.ts'
import { RecordedExchange } from './payloads/recorded-exchange.ts'

type Call = (exchange: Exchange, symbol: string) => Promise<unknown>

const REST_CALLS: Readonly<Record<string, Call>> = {
  fetchTime: async (exchange) => exchange.fetchTime(),
  fetchMarkets: async (exchange) => exchange.fetchMarkets(),
  fetchOHLCV: async (exchange, symbol) => exchange.fetchOHLCV(symbol, '1m', 1_763_780_340_000, 10),
  fetchOrderBook: async (exchange, symbol) => exchange.fetchOrderBook(symbol),
  fetchTicker: async (exchange, symbol) => exchange.fetchTicker(symbol),
  fetchTrades: async (exchange, symbol) => exchange.fetchTrades(symbol),
  createOrder: async (exchange, symbol) => exchange.createOrder(symbol, 'limit', 'buy', 0.01, 84_000),
  cancelOrder: async (exchange, symbol) => exchange.cancelOrder('1', symbol),
  fetchOrder: async (exchange, symbol) => exchange.fetchOrder('1', symbol),
  fetchOpenOrders: async (exchange, symbol) => exchange.fetchOpenOrders(symbol),
  fetchMyTrades: async (exchange, symbol) => exchange.fetchMyTrades(symbol),
  fetchBalance: async (exchange) => exchange.fetchBalance(),
}
const PERPETUAL_CALLS: Readonly<Record<string, Call>> = {
  fetchPositions: async (exchange, symbol) => exchange.fetchPositions([symbol]),
  fetchFundingRate: async (exchange, symbol) => exchange.fetchFundingRate(symbol),
  fetchFundingHistory: async (exchange, symbol) => exchange.fetchFundingHistory(symbol),
}
/** What the account's streams ask for before they open. */
const TICKETS = {
  'POST /fapi/v1/listenKey': { listenKey: 'TICKET' },
  'POST /0/private/GetWebSocketsToken': { error: [], result: { token: 'TICKET', expires: 900 } },
}

const profiles = VENUE_PROFILES.map((profile) => [profile.venueId, profile] as const)

describe.each(profiles)('the addresses of %s', (_venueId, profile) => {
  const calls = { ...REST_CALLS, ...(profile.kind === 'linearPerpetual' && PERPETUAL_CALLS) }

  it.each(Object.keys(calls))('that ccxt writes for %s belong to its REST service', async (name) => {
    const recorded = await RecordedExchange.open(profile)
    const symbol = knowBitcoin(recorded, profile)
    recorded.refuse({ status: 500, body: 'down' })
    const asked = ensureDefined(calls[name], name)(recorded.exchange, symbol)
    await expect(asked).rejects.toThrow('500')
    expect(recorded.sent.length).toBeGreaterThan(0)
    const rest = serviceOf(profile, 'rest')
    expect(recorded.sent.filter(({ url }) => !url.startsWith(`${rest.prefix}/`))).toEqual([])
  })

  it('that ccxt opens for its streams belong to its stream services, and each of those is used', async () => {
    const opened = await openedStreams(profile)
    const services = profile.services.filter(({ kind }) => kind === 'websocket')
    const used = opened.map((address) => services.find(({ prefix }) => address.startsWith(prefix))?.part ?? address)
    expect([...new Set(used)].toSorted()).toEqual(services.map(({ part }) => part).toSorted())
  })

  it('of the testnet are those that ccxt has for it, and there are none where ccxt has none', async () => {
    const ExchangeOf = await loadExchangeClass(profile.exchange)
    const live = addressesOf(new ExchangeOf({}))
    const exchange = new ExchangeOf({})
    const hasTestnet = exchange.urls['test'] !== undefined
    const services = profile.services.filter(({ isOptional }) => isOptional !== true)
    expect(services.map(({ hosts }) => hosts.testnet.length > 0)).toEqual(services.map(() => hasTestnet))
    if (hasTestnet) exchange.setSandboxMode(true)
    const sandbox = addressesOf(exchange)
    for (const { prefix, hosts } of services) {
      expect(live.filter((address) => address.startsWith(prefix))).not.toEqual([])
      expect(sandbox.filter((address) => address.startsWith(hosts.testnet[0] ?? prefix))).not.toEqual([])
    }
  })

  it('begin with the first host that is live, so that nothing changes where nothing is configured', () => {
    for (const { prefix, hosts } of profile.services) expect(hosts.live[0]).toBe(prefix)
  })

  it('are covered by its signatures as the profile says', async () => {
    const here = await signatureAt(profile, 'https://one.example')
    const there = await signatureAt(profile, 'https://other.example')
    expect(here === there).toBe(!profile.hostInSignature)
  })
})

describe('the play money of OKX', () => {
  const okx = VENUE_PROFILES.filter(({ exchange }) => exchange === 'okx')

  it.each(okx.map((profile) => [profile.venueId, profile] as const))(
    'is asked for in the header of each request of %s',
    async (_venueId, profile) => {
      const [testnet, live] = await Promise.all([
        RecordedExchange.open(profile, 'testnet'),
        RecordedExchange.open(profile),
      ])
      for (const recorded of [testnet, live]) {
        recorded.play({ 'GET /api/v5/public/time': { code: '0', data: [{ ts: '1' }] } })
        await recorded.exchange.fetchTime()
      }
      expect(testnet.sent[0]?.headers['x-simulated-trading']).toBe('1')
      expect(live.sent[0]?.headers).not.toHaveProperty('x-simulated-trading')
    },
  )
})

function serviceOf(profile: VenueProfile, part: string): VenueService {
  return ensureDefined(
    profile.services.find((service) => service.part === part),
    part,
  )
}

/** Every address of the exchange, with its host's name filled in. */
function addressesOf(exchange: Exchange): string[] {
  const texts = (value: unknown): string[] => {
    if (typeof value === 'string') return [exchange.implodeHostname(value)]
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
  }
  return texts(exchange.urls['api'])
}

/** Addresses that the streams of the profile would be opened at; nothing is opened. */
async function openedStreams(profile: VenueProfile): Promise<string[]> {
  const recorded = await RecordedExchange.open(profile)
  const symbol = knowBitcoin(recorded, profile)
  recorded.play(TICKETS)
  const { exchange } = recorded
  const opened: string[] = []
  const open = async (address: string): Promise<never> => {
    opened.push(address)
    return new Promise(() => undefined)
  }
  Object.assign(exchange, { watch: open, watchMultiple: open })
  const watches: Promise<unknown>[] = [
    exchange.watchTrades(symbol),
    exchange.watchOrderBook(symbol),
    exchange.watchOrders(),
  ]
  if (profile.streams.candles === 'stream') watches.push(exchange.watchOHLCV(symbol))
  const failed: unknown[] = []
  for (const watch of watches) watch.catch((error: unknown) => failed.push(error))
  await vi.waitFor(() => expect(opened.length + failed.length).toBeGreaterThanOrEqual(watches.length))
  expect(failed).toEqual([])
  return opened
}

/** Headers, query and body of one signed request to the host, with nothing in it that differs from call to call. */
async function signatureAt(profile: VenueProfile, host: string): Promise<string> {
  const ExchangeOf = await loadExchangeClass(profile.exchange)
  const exchange = new ExchangeOf({ ...signingKey(profile), ...exchangeSettings(profile, 'live') })
  Object.assign(exchange, { nonce: () => 1_763_780_400_000, seconds: () => 1_763_780_400, randomBytes: () => '00' })
  let signed: { url: string; headers: Record<string, string>; body: unknown } | undefined
  const addresses = JSON.stringify(exchange.urls['api'])
  const rest = serviceOf(profile, 'rest').prefix
  exchange.urls['api'] = JSON.parse(
    addresses.replaceAll('{hostname}', String(exchange.hostname)).replaceAll(rest, host),
  ) as typeof exchange.urls
  exchange.fetchImplementation = async (
    url: string,
    parameters: { headers: Record<string, string>; body: unknown },
  ) => {
    signed = { url, ...parameters }
    return new Response('{}')
  }
  knowBitcoin({ exchange } as RecordedExchange, profile)
  await exchange.fetchBalance().catch(() => undefined)
  const { url, headers, body } = ensureDefined(signed, 'signed request')
  const { Authorization: token = '' } = headers
  return JSON.stringify([url.replace(host, ''), { ...headers, Authorization: claimsOf(token) }, body])
}

/** The claims of a token: its own signature differs each time. */
function claimsOf(token: string): string {
  return Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
}

function signingKey({ exchange }: VenueProfile): Readonly<Record<string, string>> {
  if (exchange !== 'coinbase') return { apiKey: 'KEY', secret: 'c2VjcmV0', password: 'passphrase' }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const secret = privateKey.export({ format: 'pem', type: 'sec1' }).toString()
  return { apiKey: 'organizations/1/apiKeys/2', secret }
}
