import { describe, expect, it } from 'vitest'
import { BTC, useVenue } from '../../venue/testing/rig.ts'

describe('orders of the spot side, placed by ccxt', () => {
  const rig = useVenue()
  const symbol = BTC.spot
  const price = (at: number) => rig.venue.spot.setPrice('BTCUSDT', at)
  const balance = (asset: string) => {
    const { free, locked } = rig.venue.spot.account.balance(asset)
    return [free.toNumber(), locked.toNumber()]
  }

  it('a market order takes what is offered, and the fee comes off what was bought', async () => {
    const client = await rig.open('spot')
    const order = await client.createOrder(symbol, 'market', 'buy', 0.5)
    expect([order.status, order.filled, order.average, order.fee?.currency]).toEqual(['closed', 0.5, 60_000.01, 'BTC'])
    expect(balance('USDT')).toEqual([100_000 - 30_000.005, 0])
    expect(balance('BTC')).toEqual([1 + 0.5 - 0.0005, 0])
  })

  it('a market order larger than a level goes on to the next, and the book lacks what it took', async () => {
    const client = await rig.open('spot')
    const market = rig.venue.spot.market('BTCUSDT')
    const [first, second] = market.asks
    const whole = market.quantityOf((first?.lots ?? 0) + 100)
    const order = await client.createOrder(symbol, 'market', 'buy', whole.toNumber())
    expect(order.trades.map((trade) => [trade.price, trade.amount])).toEqual([
      [60_000.01, market.quantityOf(first?.lots ?? 0).toNumber()],
      [market.priceOf(second?.ticks ?? 0).toNumber(), 0.001],
    ])
    expect(market.asks[0]).toEqual({ ticks: second?.ticks, lots: (second?.lots ?? 0) - 100 })
  })

  it('a market order by cost spends no more than that', async () => {
    const client = await rig.open('spot')
    const order = await client.createMarketBuyOrderWithCost(symbol, 1_000)
    expect(order.cost).toBeLessThanOrEqual(1_000)
    expect(order.cost).toBeGreaterThan(999)
  })

  it('a limit order rests, locks its cost, and fills at its price as maker', async () => {
    const client = await rig.open('spot')
    const placed = await client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000)
    expect([placed.status, placed.filled]).toEqual(['open', 0])
    expect(balance('USDT')).toEqual([94_100, 5_900])
    expect((await client.fetchOpenOrders(symbol)).map(({ id }) => id)).toEqual([placed.id])
    price(58_990)
    const filled = await client.fetchOrder(String(placed.id), symbol)
    expect([filled.status, filled.average]).toEqual(['closed', 59_000])
    expect(balance('USDT')).toEqual([94_100, 0])
    const trades = await client.fetchMyTrades(symbol)
    expect(trades.map(({ order, takerOrMaker, price: at, amount }) => [order, takerOrMaker, at, amount])).toEqual([
      [placed.id, 'maker', 59_000, 0.1],
    ])
  })

  it('a limit order that crosses takes first and rests with what is left', async () => {
    const client = await rig.open('spot')
    const market = rig.venue.spot.market('BTCUSDT')
    const offered = market.quantityOf(market.asks[0]?.lots ?? 0).toNumber()
    const order = await client.createOrder(symbol, 'limit', 'buy', offered + 0.1, 60_000.5)
    expect([order.status, order.filled]).toEqual(['open', offered])
    expect(order.remaining).toBeCloseTo(0.1, 8)
  })

  it.each(['IOC', 'FOK'])('%s fills what it can at once, or nothing, and never rests', async (timeInForce) => {
    const client = await rig.open('spot')
    const market = rig.venue.spot.market('BTCUSDT')
    const offered = market.quantityOf(market.asks[0]?.lots ?? 0).toNumber()
    const order = await client.createOrder(symbol, 'limit', 'buy', offered + 0.1, 60_000.5, { timeInForce })
    expect([order.status, order.filled]).toEqual(['expired', timeInForce === 'IOC' ? offered : 0])
    expect(await client.fetchOpenOrders(symbol)).toEqual([])
  })

  it('a post-only order rests, and is refused where it would take', async () => {
    const client = await rig.open('spot')
    const order = await client.createOrder(symbol, 'limit', 'sell', 0.1, 60_100, { postOnly: true })
    expect([order.status, order.postOnly]).toEqual(['open', true])
    await expect(client.createOrder(symbol, 'limit', 'sell', 0.1, 59_990, { postOnly: true })).rejects.toMatchObject({
      name: 'OrderImmediatelyFillable',
    })
  })

  it.each([
    { type: 'STOP_LOSS', kind: 'market', params: { stopLossPrice: 58_000 }, limit: undefined, reached: 57_900 },
    { type: 'STOP_LOSS_LIMIT', kind: 'limit', params: { stopLossPrice: 58_000 }, limit: 57_000, reached: 57_900 },
    { type: 'TAKE_PROFIT', kind: 'market', params: { takeProfitPrice: 62_000 }, limit: undefined, reached: 62_100 },
    { type: 'TAKE_PROFIT_LIMIT', kind: 'limit', params: { takeProfitPrice: 62_000 }, limit: 61_000, reached: 62_100 },
  ])('$type waits for its price and then sells', async ({ type, kind, params, limit, reached }) => {
    const client = await rig.open('spot')
    const placed = await client.createOrder(symbol, kind, 'sell', 0.1, limit, params)
    expect(placed.info['type']).toBe(type)
    price(60_500)
    price(59_500)
    expect((await client.fetchOrder(String(placed.id), symbol)).status).toBe('open')
    price(reached)
    const filled = await client.fetchOrder(String(placed.id), symbol)
    expect([filled.status, filled.average]).toEqual(['closed', reached - 0.01])
  })

  it('a stop that a single trade reaches sells at the best bid', async () => {
    const client = await rig.open('spot')
    const placed = await client.createOrder(symbol, 'market', 'sell', 0.1, undefined, { stopLossPrice: 58_000 })
    rig.venue.spot.market('BTCUSDT').print(57_900, '0.01', 'sell')
    const filled = await client.fetchOrder(String(placed.id), symbol)
    expect([filled.status, filled.average]).toEqual(['closed', 59_999.99])
  })

  it('cancels one, all of a symbol, and says what it does not know', async () => {
    const client = await rig.open('spot')
    const orders = []
    for (const at of [58_000, 57_000, 56_000]) orders.push(await client.createOrder(symbol, 'limit', 'buy', 0.1, at))
    const [first] = orders
    expect((await client.cancelOrder(String(first?.id), symbol)).status).toBe('canceled')
    await expect(client.cancelOrder(String(first?.id), symbol)).rejects.toMatchObject({ name: 'OrderNotFound' })
    await client.cancelAllOrders(symbol)
    expect(await client.fetchOpenOrders(symbol)).toEqual([])
    expect(balance('USDT')).toEqual([100_000, 0])
    expect((await client.fetchOrders(symbol)).map(({ status }) => status)).toEqual(['canceled', 'canceled', 'canceled'])
  })

  it('editing cancels and replaces; where the new one is refused the old one has gone', async () => {
    const client = await rig.open('spot')
    const order = await client.createOrder(symbol, 'limit', 'buy', 0.1, 58_000)
    const edited = await client.editOrder(String(order.id), symbol, 'limit', 'buy', 0.2, 57_000)
    expect([edited.status, edited.amount, edited.price]).toEqual(['open', 0.2, 57_000])
    expect(edited.id).not.toBe(order.id)
    await expect(client.editOrder(String(edited.id), symbol, 'limit', 'buy', 100, 57_000)).rejects.toThrow(
      'Order cancel-replace partially failed',
    )
    expect(await client.fetchOpenOrders(symbol)).toEqual([])
  })

  it('an order is found by the client’s own id, which no second open order may have', async () => {
    const client = await rig.open('spot')
    const params = { clientOrderId: 'mine-1' }
    const order = await client.createOrder(symbol, 'limit', 'buy', 0.1, 58_000, params)
    const found = await client.fetchOrder('', symbol, params)
    expect(found.id).toBe(order.id)
    await expect(client.createOrder(symbol, 'limit', 'buy', 0.1, 58_000, params)).rejects.toThrow(
      'Duplicate order sent.',
    )
    await client.cancelOrder(String(order.id), symbol)
    const again = await client.createOrder(symbol, 'limit', 'buy', 0.1, 58_000, params)
    expect(again.id).not.toBe(order.id)
  })

  it('a test order is judged and not placed', async () => {
    const client = await rig.open('spot')
    await client.createOrder(symbol, 'limit', 'buy', 0.1, 58_000, { test: true })
    await expect(client.createOrder(symbol, 'limit', 'buy', 100, 58_000, { test: true })).rejects.toMatchObject({
      name: 'InsufficientFunds',
    })
    expect(rig.venue.spot.store.orders).toEqual([])
  })

  it('orders go over the WebSocket API as well', async () => {
    const client = await rig.open('spot')
    const order = await client.createOrderWs(symbol, 'limit', 'buy', 0.1, 58_000)
    expect(order.status).toBe('open')
    expect((await client.fetchOpenOrders(symbol)).map(({ id }) => id)).toEqual([order.id])
    await client.cancelOrderWs(String(order.id), symbol)
    expect(await client.fetchOpenOrders(symbol)).toEqual([])
  })
})
