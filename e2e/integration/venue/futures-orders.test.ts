import { describe, expect, it, vi } from 'vitest'
import { Decimal, ManualClock } from '../../../src-main/base/index.ts'
import { BTC, useVenue } from '../../venue/testing/rig.ts'

let clock: ManualClock

describe('orders of the futures side, placed by ccxt', () => {
  const rig = useVenue(() => {
    clock = new ManualClock(Date.now())
    return { clock }
  })
  const symbol = BTC.usdm
  const price = (at: number) => rig.venue.usdm.setPrice('BTCUSDT', at)
  const held = () => rig.venue.usdm.account.position('BTCUSDT', 'BOTH')

  it('a market order opens a position, another one turns it, and profit and fees go to the wallet', async () => {
    const client = await rig.open('usdm')
    await client.createOrder(symbol, 'market', 'buy', 0.1)
    expect([held().amount.toNumber(), held().entryPrice.toNumber()]).toEqual([0.1, 60_000.1])
    price(61_000)
    const closed = await client.createOrder(symbol, 'market', 'sell', 0.3)
    expect(closed.average).toBe(60_999.9)
    expect([held().amount.toNumber(), held().entryPrice.toNumber()]).toEqual([-0.2, 60_999.9])
    const fees = 0.0005 * (0.1 * 60_000.1 + 0.3 * 60_999.9)
    expect(rig.venue.usdm.account.wallet.toNumber()).toBeCloseTo(100_000 + 0.1 * 999.8 - fees, 8)
    const [position] = await client.fetchPositions([symbol])
    expect([position?.side, position?.contracts, position?.entryPrice]).toEqual(['short', 0.2, 60_999.9])
  })

  it('a limit order rests, can be amended in place, and fills as maker', async () => {
    const client = await rig.open('usdm')
    const order = await client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000)
    const edited = await client.editOrder(String(order.id), symbol, 'limit', 'buy', 0.2, 59_500)
    expect([edited.id, edited.amount, edited.price, edited.status]).toEqual([order.id, 0.2, 59_500, 'open'])
    await expect(client.editOrder(String(order.id), symbol, 'limit', 'buy', 0.2, 59_500)).rejects.toThrow('-5027')
    price(59_400)
    const filled = await client.fetchOrder(String(order.id), symbol)
    expect([filled.status, filled.average]).toEqual(['closed', 59_500])
    const [trade] = await client.fetchMyTrades(symbol)
    expect([trade?.takerOrMaker, trade?.fee?.cost]).toEqual(['maker', 0.2 * 59_500 * 0.0002])
  })

  it('what has filled counts to the amended quantity', async () => {
    const client = await rig.open('usdm')
    const placed = await client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000)
    const order = rig.venue.usdm.store.orders[0]
    if (order)
      rig.venue.usdm.desk.fill(order, { price: new Decimal(59_000), quantity: new Decimal('0.04'), isMaker: true })
    const id = String(placed.id)
    const edited = await client.editOrder(id, symbol, 'limit', 'buy', 0.2, 59_000)
    expect([edited.filled, edited.remaining]).toEqual([0.04, 0.16])
    price(58_900)
    expect(held().amount.toNumber()).toBe(0.2)
  })

  it('is cancelled by an amendment to no more than what has filled', async () => {
    const client = await rig.open('usdm')
    const placed = await client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000)
    const order = rig.venue.usdm.store.orders[0]
    if (order)
      rig.venue.usdm.desk.fill(order, { price: new Decimal(59_000), quantity: new Decimal('0.04'), isMaker: true })
    const edited = await client.editOrder(String(placed.id), symbol, 'limit', 'buy', 0.04, 59_000)
    expect([edited.status, edited.filled]).toEqual(['canceled', 0.04])
  })

  it.each([
    { name: 'GTX', params: { postOnly: true }, at: 60_100, code: '-5022' },
    { name: 'FOK', params: { timeInForce: 'FOK' }, at: 59_000, code: '-5021' },
  ])('$name is refused where it could not be what it asks for', async ({ params, at, code }) => {
    const client = await rig.open('usdm')
    await expect(client.createOrder(symbol, 'limit', 'buy', 0.1, at, params)).rejects.toThrow(code)
    expect(rig.venue.usdm.store.orders).toEqual([])
  })

  it('GTD ends when its time is up', async () => {
    const client = await rig.open('usdm')
    const params = { timeInForce: 'GTD', goodTillDate: clock.nowMs() + 700_000 }
    const order = await client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000, params)
    clock.advanceBy(699_999)
    expect((await client.fetchOrder(String(order.id), symbol)).status).toBe('open')
    clock.advanceBy(1)
    expect((await client.fetchOrder(String(order.id), symbol)).status).toBe('expired')
  })

  it('GTD may be further away than a timer of the machine can wait', async () => {
    const client = await rig.open('usdm')
    const waits = vi.spyOn(clock, 'setTimer')
    const days = 25 * 86_400_000
    const params = { timeInForce: 'GTD', goodTillDate: clock.nowMs() + days }
    await client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000, params)
    expect(waits.mock.calls.map(([delayMs]) => delayMs)).toEqual([2_147_483_647])
    const [order] = rig.venue.usdm.store.orders
    clock.advanceBy(days - 1)
    expect(order?.status).toBe('NEW')
    clock.advanceBy(1)
    expect(order?.status).toBe('EXPIRED')
  })

  it('IOC expires with what it could not fill', async () => {
    const client = await rig.open('usdm')
    const offered = rig.venue.usdm.market('BTCUSDT').quantityOf(rig.venue.usdm.market('BTCUSDT').asks[0]?.lots ?? 0)
    const order = await client.createOrder(symbol, 'limit', 'buy', offered.toNumber() + 0.1, 60_000.5, {
      timeInForce: 'IOC',
    })
    expect([order.status, order.filled]).toEqual(['expired', offered.toNumber()])
  })

  it.each([
    { type: 'STOP_MARKET', kind: 'market', params: { stopLossPrice: 58_000 }, limit: undefined, reached: 57_900 },
    { type: 'STOP', kind: 'limit', params: { stopLossPrice: 58_000 }, limit: 57_000, reached: 57_900 },
    {
      type: 'TAKE_PROFIT_MARKET',
      kind: 'market',
      params: { takeProfitPrice: 62_000 },
      limit: undefined,
      reached: 62_100,
    },
    { type: 'TAKE_PROFIT', kind: 'limit', params: { takeProfitPrice: 62_000 }, limit: 61_000, reached: 62_100 },
  ])('$type waits as a conditional order and becomes an order', async ({ type, kind, params, limit, reached }) => {
    const client = await rig.open('usdm')
    await client.createOrder(symbol, 'market', 'buy', 0.1)
    const placed = await client.createOrder(symbol, kind, 'sell', 0.1, limit, { ...params, reduceOnly: true })
    expect(placed.info['orderType']).toBe(type)
    expect(await client.fetchOpenOrders(symbol)).toEqual([])
    expect((await client.fetchOpenOrders(symbol, undefined, undefined, { trigger: true })).map(({ id }) => id)).toEqual(
      [placed.id],
    )
    price(reached)
    expect(held().amount.toNumber()).toBe(0)
    const trades = await client.fetchMyTrades(symbol)
    expect(trades.map(({ side, price: at }) => [side, at])).toEqual([
      ['buy', 60_000.1],
      ['sell', reached - 0.1],
    ])
    const ended = await client.fetchOrder(String(placed.id), symbol, { trigger: true })
    expect(ended.info['algoStatus']).toBe('FINISHED')
    expect(ended.info['actualOrderId']).toBe(trades[1]?.order)
  })

  it('a trailing stop follows from its activation on, and sells when the price comes back', async () => {
    const client = await rig.open('usdm')
    await client.createOrder(symbol, 'market', 'buy', 0.1)
    await client.createOrder(symbol, 'market', 'sell', 0.1, undefined, {
      trailingPercent: 1,
      trailingTriggerPrice: 61_000,
      reduceOnly: true,
    })
    price(60_900)
    price(59_000)
    expect(held().amount.toNumber()).toBe(0.1)
    price(61_000)
    price(63_000)
    price(62_500)
    expect(held().amount.toNumber()).toBe(0.1)
    price(62_360)
    expect(held().amount.toNumber()).toBe(0)
  })

  it('closePosition closes whatever is held when it is triggered, however much that is', async () => {
    const client = await rig.open('usdm')
    await client.createOrder(symbol, 'market', 'buy', 0.1)
    await client.fapiPrivatePostAlgoOrder({
      algoType: 'CONDITIONAL',
      symbol: 'BTCUSDT',
      side: 'SELL',
      type: 'STOP_MARKET',
      triggerPrice: '59000',
      closePosition: 'true',
    })
    const levels = rig.venue.usdm.market('BTCUSDT').asks.slice(0, 3)
    const more = rig.venue.usdm.market('BTCUSDT').quantityOf(levels.reduce((sum, { lots }) => sum + lots, 0))
    await client.createOrder(symbol, 'market', 'buy', more.toNumber())
    price(58_900)
    expect(held().amount.toNumber()).toBe(0)
    const stop = rig.venue.usdm.store.orders.find(({ algo }) => algo !== undefined)
    expect([stop?.status, stop?.terms.quantity.toNumber()]).toEqual(['FILLED', more.add('0.1').toNumber()])
  })

  it('a conditional order does not go to the endpoint of the others', async () => {
    const client = await rig.open('usdm')
    const request = { symbol: 'BTCUSDT', side: 'SELL', type: 'STOP_MARKET', stopPrice: '59000', quantity: '0.1' }
    await expect(client.fapiPrivatePostOrder(request)).rejects.toThrow('-4120')
  })

  it('reduce-only never opens or turns a position', async () => {
    const client = await rig.open('usdm')
    const params = { reduceOnly: true }
    await expect(client.createOrder(symbol, 'market', 'sell', 0.1, undefined, params)).rejects.toThrow('-2022')
    await client.createOrder(symbol, 'market', 'buy', 0.1)
    const order = await client.createOrder(symbol, 'market', 'sell', 0.3, undefined, params)
    expect([order.status, order.filled, held().amount.toNumber()]).toEqual(['expired', 0.1, 0])
  })

  it('cancels an order, a conditional order, and each kind as a whole', async () => {
    const client = await rig.open('usdm')
    const limit = await client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000)
    const stop = await client.createOrder(symbol, 'market', 'sell', 0.1, undefined, { stopLossPrice: 58_000 })
    await client.cancelAllOrders(symbol)
    await expect(client.cancelOrder(String(limit.id), symbol)).rejects.toMatchObject({ name: 'OrderNotFound' })
    await client.cancelOrder(String(stop.id), symbol, { trigger: true })
    await expect(client.cancelOrder(String(stop.id), symbol, { trigger: true })).rejects.toMatchObject({
      name: 'OrderNotFound',
    })
    expect(rig.venue.usdm.store.open()).toEqual([])
  })

  it('in hedge mode long and short stand side by side, and only the closing side reduces', async () => {
    const client = await rig.open('usdm')
    await client.setPositionMode(true)
    await expect(client.createOrder(symbol, 'market', 'buy', 0.1)).rejects.toThrow('-4061')
    await client.createOrder(symbol, 'market', 'buy', 0.2, undefined, { positionSide: 'LONG' })
    await client.createOrder(symbol, 'market', 'sell', 0.1, undefined, { positionSide: 'SHORT' })
    await client.createOrder(symbol, 'market', 'sell', 0.05, undefined, { positionSide: 'LONG' })
    const tooMuch = client.createOrder(symbol, 'market', 'buy', 0.2, undefined, { positionSide: 'SHORT' })
    await expect(tooMuch).rejects.toThrow('-2022')
    const positions = await client.fetchPositions([symbol])
    expect(positions.map(({ side, contracts }) => [side, contracts])).toEqual([
      ['long', 0.15],
      ['short', 0.1],
    ])
    await expect(client.setPositionMode(false)).rejects.toThrow('-4068')
  })

  it('leverage and margin type are set, and refused as the venue does', async () => {
    const client = await rig.open('usdm')
    await client.setLeverage(50, symbol)
    await client.setMarginMode('isolated', symbol)
    await expect(client.fapiPrivatePostLeverage({ symbol: 'BTCUSDT', leverage: 126 })).rejects.toThrow('-4028')
    await client.createOrder(symbol, 'market', 'buy', 0.1)
    const [position] = await client.fetchPositions([symbol])
    expect([position?.leverage, position?.marginMode]).toEqual([50, 'isolated'])
    expect(position?.liquidationPrice).toBeCloseTo((60_000.1 * (1 - 1 / 50)) / (1 - 0.004), 1)
    await expect(client.fapiPrivatePostMarginType({ symbol: 'BTCUSDT', marginType: 'CROSSED' })).rejects.toThrow(
      '-4048',
    )
  })
})
