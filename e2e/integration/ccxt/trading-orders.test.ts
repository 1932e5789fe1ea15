import { describe, expect, it } from 'vitest'
import { timeMs } from '../../../src-main/base/index.ts'
import { useTrading } from './testing/trading-rig.ts'

const FEES = {
  spot: { price: '60000.01', fee: '0.00001', feeCurrency: 'BTC' },
  usdm: { price: '60000.1', fee: '0.3000005', feeCurrency: 'USDT' },
} as const

describe.each(['spot', 'usdm'] as const)('Orders at Binance %s', (side) => {
  const rig = useTrading()
  const exchange = () => (side === 'spot' ? rig.venue.spot : rig.venue.usdm)

  it('are filled with the exact numbers of the venue', async () => {
    const desk = await rig.desk(side)
    const order = desk.submit({ id: 'taking' })
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted', 'filled'])
    const [fill] = desk.fills(order)
    const { price, fee, feeCurrency } = FEES[side]
    expect(JSON.parse(JSON.stringify(fill))).toMatchObject({
      quantity: '0.01',
      price,
      fee,
      feeCurrency,
      liquidity: 'taker',
      tradeId: String(exchange().store.trades[0]?.execution.tradeId),
    })
  })

  it('are cancelled as soon as they are there, also where the cancel was asked for before', async () => {
    const desk = await rig.desk(side)
    const order = desk.submit({ id: 'resting', limit: '59000' })
    desk.venue.cancel(order)
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted', 'cancelled'])
  })

  it('leave with their numbers as they are, and on the tick', async () => {
    const desk = await rig.desk(side)
    desk.submit({ id: 'exact', limit: '59000.1', quantity: '0.017' })
    await desk.settled()
    const [order] = exchange().store.orders
    expect([order?.terms.price?.toFixed(), order?.terms.quantity.toFixed()]).toEqual(['59000.1', '0.017'])
    expect(order?.terms.clientOrderId).toBe('exact')
  })

  it('that were placed elsewhere are listed, and cancelled when that is asked for', async () => {
    const client = await rig.open(side)
    const symbol = side === 'spot' ? 'BTC/USDT' : 'BTC/USDT:USDT'
    await client.createOrder(symbol, 'limit', 'buy', 0.01, 58_000, { clientOrderId: 'elsewhere' })
    const desk = await rig.desk(side)
    const open = await desk.venue.queryOpenOrders()
    expect(open.map(({ orderId }) => orderId)).toEqual(['elsewhere'])
    for (const { orderId } of open) desk.venue.cancel(orderId)
    await desk.settled()
    expect(desk.kinds('elsewhere')).toEqual(['cancelled'])
  })

  it('that were placed elsewhere are named in the list of executions, though only their own start knew them', async () => {
    const client = await rig.open(side)
    const symbol = side === 'spot' ? 'BTC/USDT' : 'BTC/USDT:USDT'
    await client.createOrder(symbol, 'market', 'buy', 0.01, undefined, { clientOrderId: 'elsewhere' })
    const desk = await rig.desk(side)
    const fills = await desk.venue.queryFills(desk.order({}).instrumentId, timeMs(0))
    expect(fills.map(({ orderId, quantity }) => [orderId, quantity.toFixed()])).toEqual([['elsewhere', '0.01']])
  })
})

describe('The account of Binance USD-M', () => {
  const rig = useTrading()

  it('tells both sides of a hedged position, and where each would be liquidated', async () => {
    const client = await rig.open('usdm')
    await client.setPositionMode(true)
    const symbol = 'BTC/USDT:USDT'
    await client.createOrder(symbol, 'market', 'buy', 0.02, undefined, { positionSide: 'LONG' })
    await client.createOrder(symbol, 'market', 'sell', 0.01, undefined, { positionSide: 'SHORT' })
    const desk = await rig.desk('usdm')
    const { positions } = await desk.venue.queryAccount()
    expect(positions.map(({ quantity }) => quantity.toFixed())).toEqual(['0.02', '-0.01'])
  })

  it('tells how a position is margined, and the price of a liquidation where there is one', async () => {
    const desk = await rig.desk('usdm')
    desk.submit({ id: 'short', side: 'sell', quantity: '0.5' })
    await desk.settled()
    const [position] = (await desk.venue.queryAccount()).positions
    expect(Number(position?.liquidationPrice)).toBeGreaterThan(60_000)
    expect(position?.margin).toMatchObject({ mode: 'cross', leverage: 20 })
    expect(position?.margin?.maintenanceFraction).toBeCloseTo(0.004, 6)
  })
})

describe('Money that comes to a spot account of Binance', () => {
  const rig = useTrading()

  it('is told once and listed under the same id; other currencies are found by what is held', async () => {
    const desk = await rig.desk('spot', { environment: 'live' })
    rig.venue.deposit('USDT', '250.5')
    rig.venue.deposit('BTC', '0.1')
    await desk.settled()
    expect(desk.adjustments.map(({ kind, cash }) => `${kind} ${cash.toFixed()}`)).toEqual(['transfer 250.5'])
    expect(await desk.venue.queryAdjustments(timeMs(0))).toEqual(desk.adjustments)
    const { cash, positions } = await desk.venue.queryAccount()
    expect([
      cash.toFixed(),
      positions.find(({ instrumentId }) => instrumentId === 'binance:BTC-USDT')?.quantity.toFixed(),
    ]).toEqual(['100250.5', '1.1'])
  })
})
