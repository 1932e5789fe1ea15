import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { BTC, told, useVenue } from '../../venue/testing/rig.ts'

describe.each(['spot', 'usdm'] as const)('faults of the streams of %s, seen by ccxt', (side) => {
  const rig = useVenue()
  const symbol = BTC[side]
  const exchange = () => rig.venue[side]
  const market = () => exchange().market('BTCUSDT')
  const trades = [side, 'btcusdt@trade'] as const

  /** A client that listens to trades, and the prices that it was told so far. */
  const listening = async () => {
    const client = await rig.open(side)
    const watch = () => client.watchTrades(symbol)
    await told(rig, trades, { watch, when: () => market().print(60_001, 1, 'buy') })
    return { client, watch }
  }
  const prices = (found: readonly { readonly price: number | undefined }[] | undefined) =>
    found?.map(({ price }) => price)

  it('a dropped frame is missing, on a stream that is well otherwise', async () => {
    const { watch } = await listening()
    rig.venue.faults.onFrame({ kind: 'drop' }, { matching: 'btcusdt@trade' })
    const found = await told(rig, trades, {
      watch,
      when: () => {
        market().print(60_002, 1, 'buy')
        market().print(60_003, 1, 'buy')
      },
    })
    expect(prices(found)).toEqual([60_003])
  })

  it('a frame that is said twice arrives twice', async () => {
    const { client, watch } = await listening()
    rig.venue.faults.onFrame({ kind: 'duplicate' }, { matching: 'btcusdt@trade' })
    await told(rig, trades, { watch, when: () => market().print(60_002, 1, 'buy') })
    await told(rig, trades, { watch, when: () => market().print(60_003, 1, 'buy') })
    expect(prices(client.trades[symbol])).toEqual([60_001, 60_002, 60_002, 60_003])
  })

  it('frames change places', async () => {
    const { client, watch } = await listening()
    rig.venue.faults.onFrame({ kind: 'reorder' }, { matching: 'btcusdt@trade' })
    market().print(60_002, 1, 'buy')
    await told(rig, trades, { watch, when: () => market().print(60_003, 1, 'buy') })
    await told(rig, trades, { watch, when: () => market().print(60_004, 1, 'buy') })
    expect(prices(client.trades[symbol])).toEqual([60_001, 60_003, 60_002, 60_004])
  })

  it('a late frame comes after those that were said later', async () => {
    const { client, watch } = await listening()
    rig.venue.faults.onFrame({ kind: 'delay', ms: 150 }, { matching: 'btcusdt@trade' })
    await told(rig, trades, {
      watch,
      when: () => {
        market().print(60_002, 1, 'buy')
        market().print(60_003, 1, 'buy')
      },
    })
    await watch()
    expect(prices(client.trades[symbol])).toEqual([60_001, 60_003, 60_002])
  })

  it('a connection that is cut fails the watch, and the next watch connects again', async () => {
    const { watch } = await listening()
    rig.venue.faults.onFrame({ kind: 'disconnect' }, { matching: 'btcusdt@trade' })
    const cut = told(rig, trades, { watch, when: () => market().print(60_002, 1, 'buy') })
    await expect(cut).rejects.toMatchObject({ name: 'NetworkError' })
    const found = await told(rig, trades, { watch, when: () => market().print(60_003, 1, 'buy') })
    expect(prices(found)).toEqual([60_003])
  })

  it('a book that misses a frame is found wrong by the client, and is whole again after a new snapshot', async () => {
    const client = await rig.open(side)
    const watch = () => client.watchOrderBook(symbol)
    const stream = [side, 'btcusdt@depth@100ms'] as const
    await watch()
    rig.venue.faults.onFrame({ kind: 'drop' }, { matching: 'btcusdt@depth' })
    const broken = told(rig, stream, {
      watch,
      when: () => {
        market().step()
        market().step()
      },
    })
    await expect(broken).rejects.toMatchObject({ name: 'ChecksumError' })
    const book = await watch()
    expect(book.nonce).toBe(market().lastUpdateId)
    expect(book.bids[0]?.[0]).toBe(
      market()
        .priceOf(market().bids[0]?.ticks ?? 0)
        .toNumber(),
    )
  })

  it('a lost report of a fill leaves the order open for the client, until it asks', async () => {
    const client = await rig.open(side)
    const user = [side, 'user'] as const
    const [placed] = await told(rig, user, {
      watch: () => client.watchOrders(symbol),
      when: () => client.createOrder(symbol, 'limit', 'buy', 0.1, 59_000),
    })
    const report = side === 'spot' ? 'user@executionReport' : 'user@ORDER_TRADE_UPDATE'
    rig.venue.faults.onFrame({ kind: 'drop' }, { matching: report })
    await told(rig, user, {
      watch: () => client.watchBalance(),
      when: () => exchange().setPrice('BTCUSDT', 58_990),
    })
    expect(client.orders?.at(-1)?.status).toBe('open')
    expect((await client.fetchOrder(String(placed?.id), symbol)).status).toBe('closed')
  })
})

describe('connections that seem to live', () => {
  const rig = useVenue()

  /** A bare socket on a stream, and what comes through it. */
  const open = async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${rig.venue.port}/stream/ws/btcusdt@trade`)
    const frames: string[] = []
    socket.on('message', (data: Buffer) => frames.push(data.toString()))
    await new Promise((resolve) => socket.once('open', resolve))
    await rig.venue.connections.heard('spot', 'btcusdt@trade')
    return { socket, frames }
  }
  const next = (socket: WebSocket, event: string) => new Promise<unknown>((resolve) => socket.once(event, resolve))
  const print = () => rig.venue.spot.market('BTCUSDT').print(60_001, 1, 'buy')

  it('a silent stream answers pings and brings no data', async () => {
    const { socket, frames } = await open()
    rig.venue.faults.onFrame({ kind: 'silence' }, { matching: 'btcusdt@trade' })
    print()
    print()
    const pong = next(socket, 'pong')
    socket.ping()
    await pong
    expect(frames).toEqual([])
    expect(socket.readyState).toBe(WebSocket.OPEN)
    socket.terminate()
  })

  it('a half-open connection answers nothing and stays open', async () => {
    const { socket, frames } = await open()
    const other = await open()
    rig.venue.connections.wires('spot')[0]?.goHalfOpen()
    let answers = 0
    socket.on('pong', () => (answers += 1))
    socket.ping()
    print()
    // What the other connection is told and answered, twice, came after the ping here.
    for (let round = 0; round < 2; round++) {
      const pong = next(other.socket, 'pong')
      other.socket.ping()
      await pong
    }
    expect(other.frames).toHaveLength(1)
    expect([answers, frames.length, socket.readyState]).toEqual([0, 0, WebSocket.OPEN])
    socket.terminate()
    other.socket.terminate()
  })

  it('a frame that cannot be read is cut short', async () => {
    const { socket, frames } = await open()
    rig.venue.faults.onFrame({ kind: 'invalidJson' }, { matching: 'btcusdt@trade' })
    const come = next(socket, 'message')
    print()
    await come
    expect(() => JSON.parse(frames[0] ?? '') as unknown).toThrow(SyntaxError)
    socket.terminate()
  })

  it('a combined stream names the stream of each frame', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${rig.venue.port}/stream?streams=btcusdt@trade/ethusdt@aggTrade`)
    await rig.venue.connections.heard('spot', 'ethusdt@aggTrade')
    const come = next(socket, 'message')
    rig.venue.spot.market('ETHUSDT').print(3_001, 1, 'sell')
    expect(JSON.parse(String(await come))).toMatchObject({
      stream: 'ethusdt@aggTrade',
      data: { e: 'aggTrade', p: '3001.00000000', m: true },
    })
    socket.terminate()
  })

  it('a stream that does not exist is refused', async () => {
    const { socket } = await open()
    const come = next(socket, 'message')
    socket.send(JSON.stringify({ method: 'SUBSCRIBE', params: ['nope@trade'], id: 7 }))
    expect(JSON.parse(String(await come))).toEqual({
      error: { code: 2, msg: 'Invalid request: invalid stream' },
      id: 7,
    })
    socket.terminate()
  })
})
