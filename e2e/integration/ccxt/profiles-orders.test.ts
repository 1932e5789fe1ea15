import type { Exchange, Order } from 'ccxt'
import { describe, expect, it } from 'vitest'
import { ensureDefined } from '../../../src-main/base/index.ts'
import { orderId } from '../../../src-main/domain/index.ts'
import { fromClientOrderId, toClientOrderId } from '../../../src-main/venues/ccxt/profiles/client-order-id.ts'
import { findProfile } from '../../../src-main/venues/ccxt/profiles/profiles.ts'
import type { VenueProfile } from '../../../src-main/venues/ccxt/profiles/venue-profile.ts'
import { bitcoinOf, fileKindOf, openWithMarkets } from './payloads/known-market.ts'
import { type Answers, readPayload, type RecordedExchange } from './payloads/recorded-exchange.ts'

const ORDER = orderId('wh-4k2x9a-17')
const STOP = orderId('wh-4k2x9a-18')

/** How one exchange is asked about an order, and by which requests. */
interface Asking {
  readonly placing: string
  readonly asking: string
  readonly ask: (exchange: Exchange, symbol: string) => Promise<Order | undefined>
  /** Of an order that has ended, where it is another question. */
  readonly askingEnded?: string
  readonly askEnded?: Asking['ask']
  /** Parameters of `createOrder` that carry our id. */
  readonly idParameters: readonly string[]
}

const COINBASE_ID = '9bc1eb3b-5b46-4b71-9628-ae2ed0cca75b'

const ASKING: Readonly<Record<string, Asking>> = {
  bybit: {
    placing: 'POST /v5/order/create',
    asking: 'GET /v5/order/realtime',
    ask: async (exchange, symbol) =>
      (await exchange.fetchOpenOrders(symbol, undefined, undefined, { orderLinkId: ORDER }))[0],
    idParameters: ['clientOrderId'],
  },
  okx: {
    placing: 'POST /api/v5/trade/batch-orders',
    asking: 'GET /api/v5/trade/order',
    ask: async (exchange, symbol) => exchange.fetchOrder('', symbol, { clientOrderId: 'whX4k2x9aX17' }),
    idParameters: ['clientOrderId'],
  },
  kraken: {
    placing: 'POST /0/private/AddOrder',
    asking: 'POST /0/private/OpenOrders',
    ask: async (exchange) =>
      (await exchange.fetchOpenOrders(undefined, undefined, undefined, { clientOrderId: ORDER }))[0],
    askingEnded: 'POST /0/private/ClosedOrders',
    askEnded: async (exchange) =>
      (await exchange.fetchClosedOrders(undefined, undefined, undefined, { clientOrderId: ORDER }))[0],
    idParameters: ['clientOrderId'],
  },
  coinbase: {
    placing: 'POST /api/v3/brokerage/orders',
    asking: `GET /api/v3/brokerage/orders/historical/${COINBASE_ID}`,
    ask: async (exchange, symbol) => exchange.fetchOrder(COINBASE_ID, symbol),
    // ccxt drops clientOrderId and makes an id of its own.
    idParameters: ['client_order_id'],
  },
}

/** What ccxt makes of an order in one state of the file. */
interface State {
  readonly name: string
  readonly status: string
  readonly filled: number
  /** The exchange's own word, where ccxt's says less. */
  readonly own?: string
}

const NEW = { name: 'new', status: 'open', filled: 0 }
const PARTIALLY_FILLED = { name: 'partiallyFilled', status: 'open', filled: 0.004 }
const FILLED = { name: 'filled', status: 'closed', filled: 0.01 }
const CANCELLED = { name: 'cancelled', status: 'canceled', filled: 0 }
const COMMON_STATES: readonly State[] = [NEW, PARTIALLY_FILLED, FILLED, CANCELLED]

const STATES: Readonly<Record<string, readonly State[]>> = {
  bybit: [
    ...COMMON_STATES,
    { name: 'partlyFilledThenCancelled', status: 'closed', filled: 0.004, own: 'PartiallyFilledCanceled' },
    { name: 'rejected', status: 'rejected', filled: 0 },
  ],
  okx: COMMON_STATES,
  kraken: [...COMMON_STATES, { name: 'expired', status: 'expired', filled: 0 }],
  coinbase: [
    ...COMMON_STATES,
    { name: 'expired', status: 'canceled', filled: 0, own: 'EXPIRED' },
    { name: 'failed', status: 'canceled', filled: 0, own: 'FAILED' },
  ],
}

function profileOf(venueId: string): VenueProfile {
  return ensureDefined(findProfile(venueId), venueId)
}

function ordersOf(profile: VenueProfile): Answers {
  return readPayload(`${profile.exchange}/orders-${fileKindOf(profile)}`)
}

async function placed(recorded: RecordedExchange, profile: VenueProfile, asking: Asking): Promise<Order> {
  recorded.play({ [asking.placing]: ordersOf(profile)['accepted'] })
  const id = toClientOrderId(ORDER, profile.clientOrderId)
  const params = Object.fromEntries(asking.idParameters.map((name) => [name, id]))
  return recorded.exchange.createOrder(bitcoinOf(profile), 'limit', 'buy', 0.01, 84_000.1, params)
}

describe.each(Object.entries(ASKING))('an order at %s, through ccxt', (venueId, asking) => {
  const profile = profileOf(venueId)

  it('is sent under our id, as the exchange takes it, and has the venue’s id then', async () => {
    const recorded = await openWithMarkets(profile)
    const order = await placed(recorded, profile, asking)
    const sent = ensureDefined(recorded.sent.at(-1), 'request')
    expect(`${sent.method} ${new URL(sent.url).pathname}`).toBe(asking.placing)
    expect(sent.body).toContain(toClientOrderId(ORDER, profile.clientOrderId))
    expect(order.id).toMatch(/^[\w-]+$/)
  })

  it.each(ensureDefined(STATES[venueId], venueId))('that is $name is $status', async (state) => {
    const { name, status, filled, own } = state
    const recorded = await openWithMarkets(profile)
    const hasEnded = asking.askEnded !== undefined && !['new', 'partiallyFilled'].includes(name)
    const question = hasEnded ? ensureDefined(asking.askingEnded, 'question') : asking.asking
    recorded.play({ [question]: ordersOf(profile)[name] })
    const ask = (hasEnded ? asking.askEnded : undefined) ?? asking.ask
    const order = ensureDefined(await ask(recorded.exchange, bitcoinOf(profile)), 'order')
    expect(order).toMatchObject({ status, filled, amount: 0.01, price: 84_000.1, side: 'buy', type: 'limit' })
    expect(order.symbol).toBe(bitcoinOf(profile))
    expect(fromClientOrderId(ensureDefined(order.clientOrderId, 'id'), profile.clientOrderId)).toBe(ORDER)
    expect(order.average).toBe(filled > 0 ? 84_000.1 : undefined)
    expect(JSON.stringify(order.info)).toContain(own ?? '')
  })
})

describe('an order that waits for its price', () => {
  it('is told by Bybit with trigger, side of the trigger and reduce-only', async () => {
    const profile = profileOf('bybit-linear')
    const recorded = await openWithMarkets(profile)
    recorded.play({ 'GET /v5/order/realtime': ordersOf(profile)['waitingStop'] })
    const [order] = await recorded.exchange.fetchOpenOrders(bitcoinOf(profile))
    expect(order).toMatchObject({
      status: 'open',
      type: 'market',
      side: 'sell',
      triggerPrice: 83_000,
      reduceOnly: true,
    })
    expect(order?.info).toMatchObject({ orderStatus: 'Untriggered', triggerDirection: 2 })
  })

  it('is told by OKX in a list of its own, under an id of its own that ccxt does not read', async () => {
    const profile = profileOf('okx-swap')
    const recorded = await openWithMarkets(profile)
    recorded.play({ 'GET /api/v5/trade/orders-algo-pending': ordersOf(profile)['waitingStop'] })
    const [order] = await recorded.exchange.fetchOpenOrders(bitcoinOf(profile), undefined, undefined, {
      trigger: true,
      ordType: 'conditional',
    })
    expect(order).toMatchObject({ id: '2660012345678901248', status: 'open', side: 'sell', stopLossPrice: 83_000 })
    expect(order?.clientOrderId).toBeUndefined()
    const { algoClOrdId } = ensureDefined(order, 'order').info as { readonly algoClOrdId: string }
    expect(fromClientOrderId(algoClOrdId, profile.clientOrderId)).toBe(STOP)
  })

  it('is told by Kraken among the others, with its trigger as the price of its description', async () => {
    const profile = profileOf('kraken')
    const recorded = await openWithMarkets(profile)
    recorded.play({ 'POST /0/private/OpenOrders': ordersOf(profile)['waitingStop'] })
    const [order] = await recorded.exchange.fetchOpenOrders(bitcoinOf(profile))
    expect(order).toMatchObject({ clientOrderId: STOP, status: 'open', type: 'market', stopLossPrice: 83_000 })
  })

  it('is told by Coinbase with both prices', async () => {
    const profile = profileOf('coinbase')
    const recorded = await openWithMarkets(profile)
    recorded.play({ [ensureDefined(ASKING['coinbase'], 'asking').asking]: ordersOf(profile)['waitingStop'] })
    const order = await recorded.exchange.fetchOrder(COINBASE_ID, bitcoinOf(profile))
    expect(order).toMatchObject({ clientOrderId: STOP, status: 'open', price: 82_900, triggerPrice: 83_000 })
  })
})

describe('an order that the exchange does not know', () => {
  it('is an error of OKX', async () => {
    const profile = profileOf('okx')
    const { asking, ask } = ensureDefined(ASKING['okx'], 'asking')
    const recorded = await openWithMarkets(profile)
    recorded.play({ [asking]: ordersOf(profile)['unknown'] })
    await expect(ask(recorded.exchange, bitcoinOf(profile))).rejects.toMatchObject({ name: 'OrderNotFound' })
  })

  it.each(['bybit', 'kraken'])('is an empty list of %s', async (venueId) => {
    const profile = profileOf(venueId)
    const { asking, ask } = ensureDefined(ASKING[venueId], venueId)
    const recorded = await openWithMarkets(profile)
    recorded.play({ [asking]: ordersOf(profile)['unknown'] })
    expect(await ask(recorded.exchange, bitcoinOf(profile))).toBeUndefined()
  })
})
