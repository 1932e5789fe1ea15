import type { Exchange } from 'ccxt'
import { describe, expect, it } from 'vitest'
import { Decimal, ensureDefined, timeMs } from '../../../src-main/base/index.ts'
import {
  instrumentId,
  orderId,
  price,
  quantity,
  venueId as toVenueId,
  type VenueOrderRequest,
} from '../../../src-main/domain/index.ts'
import { toClientOrderId } from '../../../src-main/venues/ccxt/profiles/client-order-id.ts'
import { type OrderCall, orderCall, type OrderRules } from '../../../src-main/venues/ccxt/profiles/order-rules.ts'
import { VENUE_PROFILES } from '../../../src-main/venues/ccxt/profiles/profiles.ts'
import type { VenueProfile } from '../../../src-main/venues/ccxt/profiles/venue-profile.ts'
import { bitcoinOf, openWithMarkets } from './payloads/known-market.ts'

/** What ccxt leaves out of a request. */
const NO_ID = undefined as unknown as string

type Waiting = Parameters<typeof orderCall>[1]

const NOW = timeMs(1_763_780_400_000)
const BASE: Waiting = {
  orderId: orderId('wh-4k2x9a-17'),
  instrumentId: instrumentId(toVenueId('any'), 'BTC-USD'),
  side: 'buy',
  type: 'limit',
  quantity: quantity(new Decimal('0.01')),
  limitPrice: price(new Decimal('84000.1')),
  triggerPrice: undefined,
  trailing: undefined,
  timeInForce: 'GTC',
  expireAtMs: undefined,
  postOnly: false,
  reduceOnly: false,
}
const STOP: Waiting = {
  ...BASE,
  side: 'sell',
  type: 'stop',
  limitPrice: undefined,
  triggerPrice: price(new Decimal('83000')),
}
const STOP_LIMIT: Waiting = { ...STOP, type: 'stopLimit', limitPrice: price(new Decimal('82900')) }
const TAKE_PROFIT_LIMIT: Waiting = { ...STOP_LIMIT, type: 'takeProfitLimit', triggerPrice: price(new Decimal('85000')) }

type Sent = Readonly<Record<string, unknown>>

/** What leaves for one order, as the exchange reads it. */
async function sentFor(venueId: string, order: Waiting): Promise<Sent> {
  const profile = profileOf(venueId)
  const recorded = await openWithMarkets(profile)
  const call: OrderCall = orderCall({ ...profile, orderRules: ensureDefined(profile.orderRules, venueId) }, order, NOW)
  recorded.refuse({ status: 500, body: 'down' })
  Object.assign(recorded.exchange.options, { enableUnifiedMargin: false, enableUnifiedAccount: true })
  const { side, limitPrice } = order
  await recorded.exchange
    .createOrder(bitcoinOf(profile), call.type, side, order.quantity.toNumber(), limitPrice?.toNumber(), {
      ...call.params,
    })
    .catch(() => undefined)
  const { body } = ensureDefined(recorded.sent.at(-1), 'request')
  return body.startsWith('{') || body.startsWith('[')
    ? fieldsOf(JSON.parse(body))
    : Object.fromEntries(new URLSearchParams(body))
}

/** OKX takes a list of orders. */
function fieldsOf(body: unknown): Sent {
  return (Array.isArray(body) ? body[0] : body) as Sent
}

function profileOf(venueId: string): VenueProfile {
  return ensureDefined(
    VENUE_PROFILES.find((profile) => profile.venueId === venueId),
    venueId,
  )
}

const bybit = { symbol: 'BTCUSDT', orderLinkId: 'wh-4k2x9a-17' }
const okx = { clOrdId: 'whX4k2x9aX17', tdMode: 'cash', instId: 'BTC-USDT' }
const okxSwap = { ...okx, tdMode: 'cross', instId: 'BTC-USDT-SWAP' }
const kraken = { pair: 'XXBTZUSD', cl_ord_id: 'wh-4k2x9a-17', oflags: 'fciq', deadline: '2025-11-22T03:00:30.000Z' }
const coinbase = { product_id: 'BTC-USD', client_order_id: 'wh-4k2x9a-17' }

const SENT: readonly (readonly [venueId: string, what: string, order: Partial<VenueOrderRequest>, sent: Sent])[] = [
  [
    'bybit',
    'limit',
    {},
    { ...bybit, category: 'spot', side: 'Buy', orderType: 'Limit', qty: '0.01', price: '84000.1' },
  ],
  ['bybit', 'post-only', { postOnly: true }, { ...bybit, timeInForce: 'PostOnly' }],
  [
    'bybit',
    'market purchase',
    { type: 'market', limitPrice: undefined },
    { ...bybit, marketUnit: 'baseCoin', qty: '0.01' },
  ],
  [
    'bybit-linear',
    'reduce-only stop',
    { ...STOP, reduceOnly: true },
    { ...bybit, category: 'linear', triggerPrice: '83000', triggerDirection: 2, orderType: 'Market', reduceOnly: true },
  ],
  [
    'bybit-linear',
    'entry by take-profit with limit',
    TAKE_PROFIT_LIMIT,
    { ...bybit, triggerPrice: '85000', triggerDirection: 1, orderType: 'Limit', price: '82900' },
  ],
  ['bybit-linear', 'IOC', { timeInForce: 'IOC' }, { ...bybit, timeInForce: 'IOC' }],
  ['okx', 'limit', {}, { ...okx, ordType: 'limit', px: '84000.1', sz: '0.01' }],
  ['okx', 'post-only', { postOnly: true }, { ...okx, ordType: 'post_only' }],
  ['okx', 'FOK', { timeInForce: 'FOK' }, { ...okx, ordType: 'fok' }],
  [
    'okx',
    'market purchase',
    { type: 'market', limitPrice: undefined },
    { ...okx, ordType: 'market', tgtCcy: 'base_ccy' },
  ],
  [
    'okx',
    'stop',
    STOP,
    { ...okx, algoClOrdId: 'whX4k2x9aX17', ordType: 'conditional', slTriggerPx: '83000', slOrdPx: '-1' },
  ],
  [
    'okx-swap',
    'reduce-only stop',
    { ...STOP, reduceOnly: true },
    { ...okxSwap, algoClOrdId: 'whX4k2x9aX17', ordType: 'conditional', slTriggerPx: '83000', reduceOnly: true },
  ],
  [
    'okx-swap',
    'take-profit with limit',
    TAKE_PROFIT_LIMIT,
    { ...okxSwap, ordType: 'conditional', tpTriggerPx: '85000', tpOrdPx: '82900' },
  ],
  ['kraken', 'limit', {}, { ...kraken, ordertype: 'limit', type: 'buy', volume: '0.01', price: '84000.1' }],
  ['kraken', 'post-only', { postOnly: true }, { ...kraken, oflags: 'fciq,post' }],
  ['kraken', 'IOC', { timeInForce: 'IOC' }, { ...kraken, timeinforce: 'IOC' }],
  ['kraken', 'stop', STOP, { ...kraken, ordertype: 'stop-loss', price: '83000' }],
  [
    'kraken',
    'stop with limit',
    STOP_LIMIT,
    { ...kraken, ordertype: 'stop-loss-limit', price: '83000', price2: '82900' },
  ],
  [
    'kraken',
    'take-profit with limit',
    TAKE_PROFIT_LIMIT,
    { ...kraken, ordertype: 'take-profit-limit', price: '85000', price2: '82900' },
  ],
  [
    'coinbase',
    'limit',
    {},
    {
      ...coinbase,
      order_configuration: { limit_limit_gtc: { base_size: '0.01', limit_price: '84000.1', post_only: false } },
    },
  ],
  [
    'coinbase',
    'market purchase',
    { type: 'market', limitPrice: undefined },
    { ...coinbase, side: 'BUY', order_configuration: { market_market_ioc: { base_size: '0.01' } } },
  ],
  [
    'coinbase',
    'market sale',
    { type: 'market', side: 'sell', limitPrice: undefined },
    { ...coinbase, side: 'SELL', order_configuration: { market_market_ioc: { base_size: '0.01' } } },
  ],
  [
    'coinbase',
    'order with an end',
    { timeInForce: 'GTD', expireAtMs: timeMs(1_763_784_000_000) },
    {
      ...coinbase,
      order_configuration: {
        limit_limit_gtd: {
          base_size: '0.01',
          limit_price: '84000.1',
          end_time: '2025-11-22T04:00:00.000Z',
          post_only: false,
        },
      },
    },
  ],
  [
    'coinbase',
    'stop with limit',
    STOP_LIMIT,
    {
      ...coinbase,
      order_configuration: {
        stop_limit_stop_limit_gtc: {
          base_size: '0.01',
          limit_price: '82900',
          stop_price: '83000',
          stop_direction: 'STOP_DIRECTION_STOP_DOWN',
        },
      },
    },
  ],
]

describe('an order as its exchange gets it through ccxt', () => {
  const cases = SENT.map(([venueId, what, order, sent]) => ({ venueId, what, order, sent }))

  it.each(cases)('$venueId: $what', async ({ venueId, order, sent }) => {
    expect(await sentFor(venueId, { ...BASE, ...order } as Waiting)).toMatchObject(sent)
  })

  it('is listed here for every exchange whose orders go through the unified calls', () => {
    const withRules = VENUE_PROFILES.filter(({ orderRules }) => orderRules !== undefined)
    expect(withRules.map(({ venueId }) => venueId)).toEqual([...new Set(SENT.map(([venueId]) => venueId))])
  })
})

describe('an order that is there', () => {
  const profiles = VENUE_PROFILES.filter(({ orderRules }) => orderRules !== undefined)

  it.each(profiles.flatMap((profile) => namedCalls(profile).map((name) => [profile.venueId, name] as const)))(
    'is named to %s by our id alone in %s',
    async (venueId, name) => {
      const profile = profileOf(venueId)
      const { orderRules, clientOrderId } = profile
      const parameter = ensureDefined(orderRules?.namedBy[name] ?? undefined, name)
      const id = toClientOrderId(BASE.orderId, clientOrderId)
      const recorded = await openWithMarkets(profile)
      recorded.refuse({ status: 500, body: 'down' })
      Object.assign(recorded.exchange.options, { enableUnifiedMargin: false, enableUnifiedAccount: true })
      const called = CALLS[name](recorded.exchange, bitcoinOf(profile), { [parameter]: id })
      await expect(called).rejects.toThrow('500')
      const { url, body } = ensureDefined(recorded.sent.at(-1), 'request')
      expect(url + body).toContain(id)
      expect(url + body).not.toMatch(/undefined|"orderId"|"ordId"|txid/)
    },
  )
})

type NamedCall = keyof OrderRules['namedBy']

const CALLS: Readonly<
  Record<NamedCall, (exchange: Exchange, symbol: string, params: Record<string, string>) => Promise<unknown>>
> = {
  fetchOrder: async (exchange, symbol, params) => exchange.fetchOrder(NO_ID, symbol, params),
  fetchOpenOrders: async (exchange, symbol, params) => exchange.fetchOpenOrders(symbol, undefined, undefined, params),
  cancelOrder: async (exchange, symbol, params) => exchange.cancelOrder(NO_ID, symbol, params),
  editOrder: async (exchange, symbol, params) =>
    exchange.editOrder(NO_ID, symbol, 'limit', 'buy', 0.01, 84_000, params),
}

function namedCalls({ orderRules }: VenueProfile): NamedCall[] {
  const names = Object.keys(CALLS) as NamedCall[]
  return names.filter((name) => typeof orderRules?.namedBy[name] === 'string')
}
