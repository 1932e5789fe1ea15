import { describe, expect, it } from 'vitest'
import { BTC, told, useVenue } from '../../venue/testing/rig.ts'

describe.each(['spot', 'usdm'] as const)('the account’s stream of %s, watched by ccxt', (side) => {
  const rig = useVenue()
  const symbol = BTC[side]
  const exchange = () => (side === 'spot' ? rig.venue.spot : rig.venue.usdm)
  const user = [side, 'user'] as const

  it('watchOrders is told of an order’s placing, filling and cancelling', async () => {
    const client = await rig.open(side)
    const watch = () => client.watchOrders(symbol)
    const [placed] = await told(rig, user, {
      watch,
      when: () => client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000),
    })
    expect([placed?.status, placed?.type, placed?.price, placed?.amount]).toEqual(['open', 'limit', 59_000, 0.1])
    const [filled] = await told(rig, user, { watch, when: () => exchange().setPrice('BTCUSDT', 58_990) })
    expect([filled?.id, filled?.status, filled?.filled, filled?.average]).toEqual([placed?.id, 'closed', 0.1, 59_000])
    const second = await client.createOrder(symbol, 'limit', 'buy', 0.1, 57_000)
    const ended = await told(rig, user, { watch, when: () => client.cancelOrder(String(second.id), symbol) })
    expect(ended.map(({ id, status }) => [id, status])).toContainEqual([second.id, 'canceled'])
  })

  it('watchMyTrades is told of each execution, with its fee', async () => {
    const client = await rig.open(side)
    const [trade] = await told(rig, user, {
      watch: () => client.watchMyTrades(symbol),
      when: () => client.createOrder(symbol, 'market', 'buy', 0.1),
    })
    const [execution] = exchange().store.trades
    expect(trade).toMatchObject({
      id: String(execution?.execution.tradeId),
      order: String(execution?.order.orderId),
      price: execution?.execution.price.toNumber(),
      amount: 0.1,
      takerOrMaker: 'taker',
      fee: {
        cost: execution?.execution.commission.toNumber(),
        currency: side === 'spot' ? 'BTC' : 'USDT',
      },
    })
  })

  it('watchBalance is told what is left', async () => {
    const client = await rig.open(side)
    const balance = await told(rig, user, {
      watch: () => client.watchBalance(),
      when: () => client.createOrder(symbol, 'market', 'buy', 0.1),
    })
    const left = side === 'spot' ? rig.venue.spot.account.balance('USDT').free : rig.venue.usdm.account.wallet
    expect(balance['USDT']?.total).toBeCloseTo(left.toNumber(), 7)
  })
})

describe('a listen key that is none', () => {
  const rig = useVenue()

  it('opens nothing', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${rig.venue.port}/fstream/private/ws?listenKey=nope`)
    await new Promise((resolve) => socket.addEventListener('close', resolve))
    expect(rig.venue.futuresUser.wires).toEqual([])
  })
})

describe('the account’s stream of the futures alone', () => {
  const rig = useVenue()
  const symbol = BTC.usdm
  const user = ['usdm', 'user'] as const

  it('watchPositions is told of a position', async () => {
    const client = await rig.open('usdm')
    const [position] = await told(rig, user, {
      watch: () => client.watchPositions([symbol]),
      when: () => client.createOrder(symbol, 'market', 'sell', 0.1),
    })
    expect([position?.side, position?.contracts, position?.entryPrice]).toEqual(['short', 0.1, 59_999.9])
  })

  it('watchOrders is told of a conditional order by its algo id, and of the order that it becomes', async () => {
    const client = await rig.open('usdm')
    const watch = () => client.watchOrders(symbol)
    await client.createOrder(symbol, 'market', 'buy', 0.1)
    const [waiting] = await told(rig, user, {
      watch,
      when: () => client.createOrder(symbol, 'market', 'sell', 0.1, undefined, { stopLossPrice: 58_000 }),
    })
    const stop = rig.venue.usdm.store.orders.at(-1)
    expect([waiting?.id, waiting?.status]).toEqual([String(stop?.algo?.algoId), 'open'])
    await told(rig, user, { watch, when: () => rig.venue.usdm.setPrice('BTCUSDT', 57_900) })
    const seen = client.orders?.filter((order: { id: string }) => order.id === String(stop?.orderId))
    expect(seen?.map(({ status, filled }: { status: string; filled: number }) => [status, filled])).toEqual([
      ['closed', 0.1],
    ])
  })

  it('a listen key that expires ends the stream, and a new watch opens another one', async () => {
    const client = await rig.open('usdm')
    const ended = told(rig, user, {
      watch: () => client.watchOrders(symbol),
      when: () => rig.venue.futuresUser.expireKey(),
    })
    await expect(ended).rejects.toMatchObject({ name: 'NetworkError' })
    await expect(client.fapiPrivatePutListenKey()).rejects.toThrow('-1125')
    const first = await client.fapiPrivatePostListenKey()
    const again = await client.fapiPrivatePostListenKey()
    expect(again['listenKey']).toBe(first['listenKey'])
  })
})
