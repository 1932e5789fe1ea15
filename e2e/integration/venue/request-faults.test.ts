import { describe, expect, it } from 'vitest'
import { BTC, useVenue } from '../../venue/testing/rig.ts'

describe.each(['spot', 'usdm'] as const)('faults of requests of %s, seen by ccxt', (side) => {
  const rig = useVenue()
  const symbol = BTC[side]
  const path = side === 'spot' ? 'POST /api/v3/order' : 'POST /fapi/v1/order'
  const orders = () => rig.venue[side].store.orders
  const place = async (timeout = 300) => {
    const client = await rig.open(side, { timeout })
    await client.loadMarkets()
    return client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000)
  }

  it.each([true, false])('a dropped connection is a network error, the order taken: %s', async (taken) => {
    rig.venue.faults.onRequest({ kind: 'drop', taken }, { matching: path })
    await expect(place()).rejects.toMatchObject({ name: 'NetworkError' })
    expect(orders()).toHaveLength(taken ? 1 : 0)
  })

  it.each([true, false])('a half-open connection is a timeout, the order taken: %s', async (taken) => {
    rig.venue.faults.onRequest({ kind: 'hang', taken }, { matching: path })
    await expect(place()).rejects.toMatchObject({ name: 'RequestTimeout' })
    expect(orders()).toHaveLength(taken ? 1 : 0)
  })

  it('an answer that is slower than the client waits is a timeout, and the order is there', async () => {
    rig.venue.faults.onRequest({ kind: 'delay', ms: 5_000 }, { matching: path })
    await expect(place()).rejects.toMatchObject({ name: 'RequestTimeout' })
    expect(orders()).toHaveLength(1)
  })

  it('an answer that is late is the answer all the same', async () => {
    rig.venue.faults.onRequest({ kind: 'delay', ms: 100 }, { matching: path })
    expect((await place(5_000)).status).toBe('open')
  })

  it.each([true, false])('a server error is told apart from a refusal, the order taken: %s', async (taken) => {
    rig.venue.faults.onRequest({ kind: 'serverError', status: 502, taken }, { matching: path })
    await expect(place()).rejects.toMatchObject({ name: 'OperationFailed' })
    expect(orders()).toHaveLength(taken ? 1 : 0)
  })

  it.each([true, false])('an answer that cannot be read, the order taken: %s', async (taken) => {
    rig.venue.faults.onRequest({ kind: 'invalidJson', taken }, { matching: path })
    const answer = await place().catch((error: unknown) => error)
    expect(answer).toBeDefined()
    expect(answer).not.toMatchObject({ status: 'open' })
    expect(orders()).toHaveLength(taken ? 1 : 0)
  })

  it('a request that arrives twice is answered with a duplicate id, though the order is there', async () => {
    rig.venue.faults.onRequest({ kind: 'duplicate' }, { matching: path })
    await expect(place()).rejects.toThrow(side === 'spot' ? 'Duplicate order sent.' : '-4116')
    expect(orders()).toHaveLength(1)
  })

  it('a scripted refusal leaves nothing behind', async () => {
    rig.venue.faults.onRequest({ kind: 'reject', code: -1001, message: 'Internal error.' }, { matching: path })
    await expect(place()).rejects.toMatchObject({ name: 'OperationFailed' })
    expect(orders()).toEqual([])
  })

  it('a ban refuses everything of the side until it is over', async () => {
    const client = await rig.open(side)
    await client.loadMarkets()
    rig.venue.faults.onRequest({ kind: 'ban', status: 418, forMs: 60_000 }, { matching: path })
    await expect(client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000)).rejects.toMatchObject({
      name: 'DDoSProtection',
    })
    await expect(client.fetchTime()).rejects.toThrow('418')
    rig.venue.skewClock(60_001)
    await expect(client.fetchTime()).resolves.toBeTypeOf('number')
  })

  it('a single 429 refuses one request', async () => {
    const client = await rig.open(side)
    await client.loadMarkets()
    rig.venue.faults.onRequest({ kind: 'ban', status: 429, forMs: 5_000 }, { matching: path })
    await expect(client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000)).rejects.toThrow('429')
    await client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000)
    expect(orders()).toHaveLength(1)
  })

  it('a partial fill leaves the rest of a limit order working, which the next price fills', async () => {
    const client = await rig.open(side)
    rig.venue.faults.onRequest({ kind: 'partialFill', share: 0.3 }, { matching: `${side} BTCUSDT LIMIT` })
    const order = await client.createOrder(symbol, 'limit', 'buy', 0.1, 60_500)
    expect([order.status, order.filled]).toEqual(['open', 0.03])
    rig.venue[side].setPrice('BTCUSDT', 60_100)
    const filled = await client.fetchOrder(String(order.id), symbol)
    expect([filled.status, filled.filled]).toEqual(['closed', 0.1])
  })

  it('a stop that the partial fill itself triggers waits for the next price', async () => {
    const client = await rig.open(side)
    const above = side === 'spot' ? 60_000.01 : 60_000.1
    await client.createOrder(symbol, 'market', 'buy', 0.05, undefined, { stopLossPrice: above })
    rig.venue.faults.onRequest({ kind: 'partialFill', share: 0.5 }, { matching: `${side} BTCUSDT MARKET` })
    await client.createOrder(symbol, 'market', 'buy', 0.1)
    const [stop] = orders()
    expect([stop?.isWaiting, stop?.status]).toEqual([false, 'NEW'])
    rig.venue[side].setPrice('BTCUSDT', 60_000)
    expect(stop?.status).toBe('FILLED')
  })

  it('a partial fill ends a market order, as far as it came', async () => {
    const client = await rig.open(side)
    rig.venue.faults.onRequest({ kind: 'partialFill', share: 0.5 })
    const order = await client.createOrder(symbol, 'market', 'buy', 0.1)
    expect([order.status, order.filled]).toEqual(['expired', 0.05])
  })
})

describe('faults of requests over the WebSocket API', () => {
  const rig = useVenue()
  const place = async () => {
    const client = await rig.open('spot', { timeout: 300 })
    await client.loadMarkets()
    return client.createOrderWs(BTC.spot, 'limit', 'buy', 0.1, 59_000)
  }
  const matching = 'WS /ws-api/v3 order.place'
  const orders = () => rig.venue.spot.store.orders

  it.each([true, false])('a dropped connection is a network error, the order taken: %s', async (taken) => {
    rig.venue.faults.onRequest({ kind: 'drop', taken }, { matching })
    await expect(place()).rejects.toMatchObject({ name: 'NetworkError' })
    expect(orders()).toHaveLength(taken ? 1 : 0)
  })

  it('a refusal is told as over REST', async () => {
    rig.venue.faults.onRequest({ kind: 'reject', code: -1001, message: 'Internal error.' }, { matching })
    await expect(place()).rejects.toMatchObject({ name: 'OperationFailed' })
    expect(orders()).toEqual([])
  })

  it('a late answer comes after what was said later', async () => {
    rig.venue.faults.onRequest({ kind: 'delay', ms: 150 }, { matching })
    const client = await rig.open('spot')
    await client.loadMarkets()
    const told: string[] = []
    const late = client.createOrderWs(BTC.spot, 'limit', 'buy', 0.1, 59_000).then(() => told.push('late'))
    const next = client.createOrderWs(BTC.spot, 'limit', 'buy', 0.1, 58_000).then(() => told.push('next'))
    await Promise.all([late, next])
    expect(told).toEqual(['next', 'late'])
  })
})

describe('when faults show', () => {
  const rig = useVenue(() => ({ seed: 11 }))
  const statuses = async (count: number) => {
    const found: number[] = []
    for (let index = 0; index < count; index++) {
      found.push((await fetch(`http://127.0.0.1:${rig.venue.port}/api/v3/ping`)).status)
    }
    return found
  }

  it('as often as planned, and only where the pattern matches', async () => {
    rig.venue.faults.onRequest({ kind: 'serverError', status: 503, taken: false }, { matching: /\/ping$/, times: 2 })
    expect((await fetch(`http://127.0.0.1:${rig.venue.port}/api/v3/time`)).status).toBe(200)
    expect(await statuses(3)).toEqual([503, 503, 200])
  })

  it('until they are cleared', async () => {
    rig.venue.faults.onRequest({ kind: 'serverError', status: 503, taken: false }, { times: 100 })
    expect(await statuses(1)).toEqual([503])
    rig.venue.faults.clear()
    expect(await statuses(1)).toEqual([200])
  })

  it('by chance, the same with the same seed', async () => {
    const plan = () =>
      rig.venue.faults.onRequest({ kind: 'serverError', status: 503, taken: false }, { times: 1_000, probability: 0.3 })
    plan()
    const found = await statuses(60)
    const failed = found.filter((status) => status === 503).length
    expect(failed).toBeGreaterThan(8)
    expect(failed).toBeLessThan(32)
  })

  it('a chance that is none and a number of times that is none are refused', () => {
    const fault = { kind: 'duplicate' } as const
    expect(() => rig.venue.faults.onRequest(fault, { probability: 0 })).toThrow('probability must be in (0, 1], got 0')
    expect(() => rig.venue.faults.onRequest(fault, { times: 0 })).toThrow('times must be above 0, got 0')
  })
})
