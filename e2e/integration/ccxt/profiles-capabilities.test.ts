import type { Exchange } from 'ccxt'
import { beforeAll, describe, expect, it } from 'vitest'
import { STREAM_KINDS, type StreamKind } from '../../../src-contract/index.ts'
import { ensureDefined } from '../../../src-main/base/index.ts'
import { TIMEFRAMES } from '../../../src-main/domain/index.ts'
import { VENUE_PROFILES } from '../../../src-main/venues/ccxt/profiles/profiles.ts'
import type { VenueProfile } from '../../../src-main/venues/ccxt/profiles/venue-profile.ts'
import { knowBitcoin } from './payloads/known-market.ts'
import { RecordedExchange } from './payloads/recorded-exchange.ts'

/** Part of what ccxt writes down of an exchange's orders. */
interface OrderFeatures {
  readonly stopLossPrice: boolean
  readonly takeProfitPrice: boolean
  readonly timeInForce: Readonly<Record<string, boolean>>
}

/** Any one of the calls does. A quote is the top of an order book as well as part of a ticker. */
const WATCH_CALLS: Readonly<Record<StreamKind, readonly string[]>> = {
  candles: ['watchOHLCV'],
  trades: ['watchTrades'],
  quotes: ['watchBidsAsks', 'watchTicker'],
  book: ['watchOrderBook'],
  mark: ['watchMarkPrice'],
  orders: ['watchOrders'],
  fills: ['watchMyTrades'],
  account: ['watchBalance'],
}
const FETCH_CALLS: Readonly<Record<StreamKind, readonly string[]>> = {
  candles: ['fetchOHLCV'],
  trades: ['fetchTrades'],
  quotes: ['fetchTicker'],
  book: ['fetchOrderBook'],
  mark: ['fetchFundingRate'],
  orders: ['fetchOpenOrders'],
  fills: ['fetchMyTrades'],
  account: ['fetchBalance'],
}
/** Bars of an exchange that does not have them are put together from smaller ones. */
const MISSING_TIMEFRAMES: Readonly<Record<string, readonly string[]>> = { coinbase: ['4h'] }

const profiles = VENUE_PROFILES.map((profile) => [profile.venueId, profile] as const)

describe.each(profiles)('what the profile of %s says', (_venueId, profile) => {
  let exchange: Exchange

  beforeAll(async () => {
    ;({ exchange } = await RecordedExchange.open(profile))
  })

  const has = (call: string): boolean => exchange.has[call] !== undefined && exchange.has[call] !== false

  it.each(kindsOf(profile))('of how %s are followed is what ccxt can do', (kind) => {
    expect(WATCH_CALLS[kind].some(has)).toBe(profile.streams[kind] === 'stream')
    expect(FETCH_CALLS[kind].some(has)).toBe(true)
  })

  it('of orders that wait for a price is possible in ccxt', () => {
    const { stopLossPrice, takeProfitPrice } = featuresOf(exchange, profile)
    const { orderTypes } = profile.capabilities
    const waiting = orderTypes.filter((type) => type !== 'market' && type !== 'limit')
    const possible = waiting.filter((type) => (type.startsWith('stop') ? stopLossPrice : takeProfitPrice))
    expect(possible).toEqual(waiting)
  })

  it('of times in force is allowed by ccxt', () => {
    const { timeInForce } = featuresOf(exchange, profile)
    const { timesInForce, postOnly } = profile.capabilities
    expect(timesInForce.filter((time) => timeInForce[time] === true)).toEqual(timesInForce)
    expect(timeInForce['PO']).toBe(postOnly)
  })

  it('of amending and of both sides of a position is possible in ccxt', () => {
    const { hedgeMode, capabilities } = profile
    const needed = [...(capabilities.amend ? ['editOrder'] : []), ...(hedgeMode ? ['setPositionMode'] : [])]
    expect(needed.filter(has)).toEqual(needed)
  })

  it('of a third word beside key and secret is what ccxt requires', () => {
    expect(exchange.requiredCredentials['password']).toBe(profile.needsPassphrase)
  })

  it('of the life of a request is what ccxt sends, where it sends any', () => {
    const { requestLifetimeMs } = profile.capabilities
    expect(exchange.options['recvWindow'] ?? requestLifetimeMs).toBe(requestLifetimeMs)
  })

  it('of the timeframes is what ccxt has', () => {
    const missing = TIMEFRAMES.filter((timeframe) => !(timeframe in exchange.timeframes))
    expect(missing).toEqual(MISSING_TIMEFRAMES[profile.exchange] ?? [])
  })

  it('of bars in a request is not cut down by ccxt', async () => {
    expect(await askedBars(profile)).toBe(profile.candlesPerRequest)
  })

  it('that ccxt shall not call is switched off', () => {
    expect(profile.unusedCalls.filter(has)).toEqual([])
  })

  it('in its options reaches ccxt, which keeps its own beside them', () => {
    expect(Object.keys(exchange.options).length).toBeGreaterThan(Object.keys(profile.options).length)
    expect(exchange.options).toMatchObject(profile.options)
  })
})

/** Nothing of spot is reckoned at a mark price. */
function kindsOf({ kind }: VenueProfile): StreamKind[] {
  return STREAM_KINDS.filter((stream) => stream !== 'mark' || kind !== 'spot')
}

/** Bars that ccxt asks for when it is asked for as many as the profile says; the profile's own number where it names none. */
async function askedBars(profile: VenueProfile): Promise<number> {
  const recorded = await RecordedExchange.open(profile)
  const symbol = knowBitcoin(recorded, profile)
  recorded.refuse({ status: 500, body: 'down' })
  const { candlesPerRequest } = profile
  // Old enough for every bar that is asked for to have been.
  const sinceMs = 1_700_000_000_000
  await recorded.exchange.fetchOHLCV(symbol, '1m', sinceMs, candlesPerRequest).catch(() => undefined)
  const { searchParams } = new URL(ensureDefined(recorded.sent[0], 'request').url)
  const [limit, start, end] = ['limit', 'start', 'end'].map((name) => searchParams.get(name) ?? undefined)
  if (limit !== undefined) return Number(limit)
  return start === undefined || end === undefined ? candlesPerRequest : (Number(end) - Number(start)) / 60
}

function featuresOf(exchange: Exchange, { kind }: VenueProfile): OrderFeatures {
  const { spot, swap } = exchange.features as unknown as {
    readonly spot: { readonly createOrder: OrderFeatures } | undefined
    readonly swap: { readonly linear: { readonly createOrder: OrderFeatures } | undefined }
  }
  return ensureDefined(kind === 'spot' ? spot : swap.linear, kind).createOrder
}
