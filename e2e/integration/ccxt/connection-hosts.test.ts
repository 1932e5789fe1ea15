import { describe, expect, it } from 'vitest'
import { EndpointError } from '../../../src-main/endpoints/index.ts'
import type { ExchangeConnection } from '../../../src-main/venues/ccxt/connection/exchange-connection.ts'
import type { Urgency } from '../../../src-main/venues/ccxt/connection/venue-request.ts'
import type { VenueSide } from '../../venue/index.ts'
import { BTC } from '../../venue/testing/rig.ts'
import { type OpenedExchange, simulatorUrls, useExchange } from './testing/exchange-rig.ts'

const rig = useExchange()

const readPrice = async (connection: ExchangeConnection, side: VenueSide = 'spot') =>
  connection.request({ name: 'read a price', urgency: 'market' }, async (exchange) => exchange.fetchTicker(BTC[side]))

const placeOrder = async (connection: ExchangeConnection, urgency: Urgency = 'order') =>
  connection.request({ name: 'place an order', urgency, affinityKey: 'o-1' }, async (exchange) =>
    exchange.createOrder(BTC.spot, 'limit', 'buy', 0.01, 55_000),
  )

/** A venue with two hosts for requests, both the simulator, so that either can be made to fail. */
const twoHosts = async (): Promise<OpenedExchange> => {
  const urls = simulatorUrls(rig.venue, 'spot')
  const rest = [String(urls['rest']), String(urls['rest']).replace('127.0.0.1', 'localhost')]
  return rig.connect('spot', { urls: { ...urls, rest } })
}

const hostsOf = ({ endpoints }: OpenedExchange, service: string) =>
  endpoints.views().find(({ name }) => name === service)?.hosts ?? []

describe.each(['spot', 'usdm'] as const)('a connection to %s', (side) => {
  it('asks and listens at hosts other than the ones that ccxt writes', async () => {
    const { connection } = await rig.connect(side)
    expect((await readPrice(connection, side)).last).toBe(Number(rig.venue[side].market('BTCUSDT').lastPrice))
    const news = connection.exchange.watchTrades(BTC[side])
    await rig.venue.connections.heard(side, 'btcusdt@aggTrade')
    rig.venue.step()
    await expect(news).resolves.toHaveLength(1)
  })

  it('follows the orders of the account', async () => {
    const { connection } = await rig.connect(side)
    const news = connection.exchange.watchOrders(BTC[side])
    news.catch(() => undefined)
    await rig.venue.connections.heard(side, 'user')
    const placed = await connection.request({ name: 'place an order', urgency: 'order' }, async (exchange) =>
      exchange.createOrder(BTC[side], 'limit', 'buy', 0.01, 55_000),
    )
    await expect(news).resolves.toMatchObject([{ id: placed.id }])
  })
})

describe('the hosts of a connection', () => {
  it('are told of what fails at them, and a question goes on to the next', async () => {
    const opened = await twoHosts()
    await readPrice(opened.connection)
    rig.venue.faults.onRequest({ kind: 'serverError', status: 502, taken: true }, { matching: 'ticker' })
    expect((await readPrice(opened.connection)).symbol).toBe(BTC.spot)
    const failures = hostsOf(opened, 'account-rest').map(({ lastFailure }) => lastFailure?.text)
    expect(new Set(failures)).toEqual(new Set(['HTTP 502', undefined]))
  })

  it.each(['order', 'protective'] as const)('never get a command of urgency %s twice', async (urgency) => {
    const { connection } = await twoHosts()
    await readPrice(connection)
    rig.venue.faults.onRequest({ kind: 'drop', taken: true }, { matching: 'POST /api/v3/order' })
    await expect(placeOrder(connection, urgency)).rejects.toMatchObject({ kind: 'noAnswer', isOutcomeUnknown: true })
    expect(rig.venue.spot.store.orders).toHaveLength(1)
  })

  it.each(['account', 'interface'] as const)(
    'never get twice what changes something, whatever it is for: %s',
    async (urgency) => {
      const { connection } = await twoHosts()
      await readPrice(connection)
      rig.venue.faults.onRequest({ kind: 'drop', taken: true }, { matching: 'POST /api/v3/order' })
      await expect(placeOrder(connection, urgency)).rejects.toMatchObject({ kind: 'noAnswer' })
      expect(rig.venue.spot.store.orders).toHaveLength(1)
    },
  )

  it('are not blamed for a refusal', async () => {
    const opened = await twoHosts()
    await readPrice(opened.connection)
    const refusal = { kind: 'reject', code: -2010, message: 'Account has insufficient balance.' } as const
    rig.venue.faults.onRequest(refusal, { matching: 'POST /api/v3/order', times: 9 })
    for (let attempt = 0; attempt < 9; attempt++)
      await expect(placeOrder(opened.connection)).rejects.toThrow('insufficient balance')

    expect(hostsOf(opened, 'account-rest')).toMatchObject([
      { breaker: 'closed', lastFailure: null },
      { breaker: 'closed', lastFailure: null },
    ])
  })

  it('keep what concerns one order together', async () => {
    const opened = await twoHosts()
    await readPrice(opened.connection)
    const before = new Map(hostsOf(opened, 'account-rest').map(({ name, responseTimeMs }) => [name, responseTimeMs]))
    for (let count = 0; count < 4; count++) {
      const request = { name: 'read an order', urgency: 'account', affinityKey: 'o-1' } as const
      await opened.connection.request(request, async (exchange) => exchange.fetchTicker(BTC.spot))
    }
    const moved = hostsOf(opened, 'account-rest').filter(
      ({ name, responseTimeMs }) => responseTimeMs !== before.get(name),
    )
    expect(moved).toHaveLength(1)
  })

  it('that all fail let no order through, but a cancel', async () => {
    const { connection } = await rig.connect('spot')
    const placed = await placeOrder(connection)
    rig.venue.faults.onRequest({ kind: 'serverError', status: 500, taken: false }, { matching: 'ticker', times: 5 })
    for (let attempt = 0; attempt < 5; attempt++) await expect(readPrice(connection)).rejects.toThrow('HTTP 500')

    await expect(placeOrder(connection)).rejects.toThrow(EndpointError)
    const cancel = { name: 'cancel an order', urgency: 'protective', affinityKey: 'o-1' } as const
    await connection.request(cancel, async (exchange) => exchange.cancelOrder(String(placed.id), BTC.spot))
    expect(rig.venue.spot.store.orders.map(({ status }) => status)).toEqual(['CANCELED'])
  })

  it('are leased to a socket for as long as it is open', async () => {
    const opened = await rig.connect('spot')
    const news = opened.connection.exchange.watchTrades(BTC.spot)
    news.catch(() => undefined)
    await rig.venue.connections.heard('spot', 'btcusdt@aggTrade')
    expect(hostsOf(opened, 'account-streams')).toMatchObject([{ openConnections: 1, lastFailure: null }])
    await opened.connection.dropSockets('streams')
    expect(hostsOf(opened, 'account-streams')).toMatchObject([{ openConnections: 0, lastFailure: null }])
  })

  it('get nothing that belongs to no service: it is refused on this machine', async () => {
    const { connection } = await rig.connect('usdm')
    const request = { name: 'read its wallet', urgency: 'interface' } as const
    const asking = connection.request(request, async (exchange) =>
      exchange.request('time', 'dapiPublic', 'GET', {}, undefined, undefined, { cost: 1 }),
    )
    await expect(asking).rejects.toMatchObject({
      kind: 'refused',
      isOutcomeUnknown: false,
      what: expect.stringContaining('https://dapi.binance.com/dapi/v1/time was not sent'),
    })
  })
})
