import { describe, expect, it } from 'vitest'
import type { SocketChange } from '../../../src-main/venues/ccxt/connection/ports.ts'
import { BTC } from '../../venue/testing/rig.ts'
import { type OpenedExchange, simulatorUrls, useExchange } from './testing/exchange-rig.ts'

const rig = useExchange()

interface Watched extends OpenedExchange {
  /** The next trade, or what became of the stream. */
  readonly news: Promise<unknown>
  readonly changes: SocketChange[]
}

async function watching(): Promise<Watched> {
  const opened = await rig.connect('spot')
  const changes: SocketChange[] = []
  opened.connection.onSocket((change) => changes.push(change))
  const news = opened.connection.exchange.watchTrades(BTC.spot)
  news.catch(() => undefined)
  await rig.venue.connections.heard('spot', 'btcusdt@aggTrade')
  return { ...opened, news, changes }
}

describe('a socket', () => {
  it('is told of when it opens and when it closes, with why', async () => {
    const { connection, news, changes } = await watching()
    expect(changes).toMatchObject([
      { part: 'streams', address: 'wss://stream.binance.com:9443/ws/0', isOpen: true, reason: '' },
    ])
    expect(connection.status().sockets).toEqual(changes)
    rig.venue.connections.drop('spot')
    await expect(news).rejects.toMatchObject({ kind: 'noAnswer' })
    await expect.poll(() => changes.length).toBe(2)
    expect(changes[1]).toMatchObject({ part: 'streams', isOpen: false, reason: expect.stringContaining('1006') })
    expect(connection.status().sockets).toEqual([])
  })

  it('that was dropped is connected anew by the next to watch', async () => {
    const { connection, news, changes } = await watching()
    await connection.dropSockets('account-streams')
    expect(connection.status().sockets).toHaveLength(1)
    await connection.dropSockets('streams')
    await expect(news).rejects.toMatchObject({ kind: 'noAnswer', what: expect.stringContaining('connected anew') })
    expect(connection.status().sockets).toEqual([])
    await expect.poll(() => rig.venue.connections.wires('spot')).toEqual([])
    const again = connection.exchange.watchTrades(BTC.spot)
    await rig.venue.connections.heard('spot', 'btcusdt@aggTrade')
    rig.venue.step()
    await expect(again).resolves.toHaveLength(1)
    expect(changes.map(({ isOpen }) => isOpen)).toEqual([true, false, true])
  })

  it('does not show the listen key that it is opened with', async () => {
    const { connection } = await rig.connect('usdm')
    const changes: SocketChange[] = []
    connection.onSocket((change) => changes.push(change))
    connection.exchange.watchOrders(BTC.usdm).catch(() => undefined)
    await expect.poll(() => changes).toHaveLength(1)
    await connection.dropSockets()
    expect(changes).toHaveLength(2)
    expect(JSON.stringify(changes)).not.toMatch(/listenKey|\?/)
  })

  it('that is half-open is found by a ping that nobody answers', async () => {
    const opened = await rig.connect('spot')
    const { exchange } = opened.connection
    expect(exchange.streaming).toMatchObject({ keepAlive: 15_000, maxPingPongMisses: 1.5 })
    exchange.streaming = { ...exchange.streaming, keepAlive: 100 }
    const news = exchange.watchTrades(BTC.spot)
    news.catch(() => undefined)
    await rig.venue.connections.heard('spot', 'btcusdt@aggTrade')
    rig.venue.faults.onFrame({ kind: 'halfOpen' }, { matching: 'aggTrade' })
    rig.venue.step()
    await expect(news).rejects.toMatchObject({ kind: 'noAnswer', what: expect.stringContaining('ping-pong') })
    await expect.poll(() => opened.connection.status().sockets).toEqual([])
  })

  it('at which nobody answers is told of as one, and the breaker of its host hears of it', async () => {
    const urls = { ...simulatorUrls(rig.venue, 'spot'), streams: 'ws://127.0.0.1:9' }
    const { connection, endpoints } = await rig.connect('spot', { urls })
    await expect(connection.exchange.watchTrades(BTC.spot)).rejects.toMatchObject({
      kind: 'noNetwork',
      what: expect.stringContaining('ECONNREFUSED'),
    })
    const [host] = endpoints.views().find(({ name }) => name === 'account-streams')?.hosts ?? []
    expect(host?.lastFailure?.text).toContain('ECONNREFUSED')
  })
})

describe('an address that no socket can be opened at', () => {
  it('fails the stream and keeps no host', async () => {
    const urls = { ...simulatorUrls(rig.venue, 'spot'), streams: 'ws://127.0.0.1:9/#part' }
    const { connection, endpoints } = await rig.connect('spot', { urls })
    await expect(connection.exchange.watchTrades(BTC.spot)).rejects.toThrow('fragment')
    const [host] = endpoints.views().find(({ name }) => name === 'account-streams')?.hosts ?? []
    expect(host).toMatchObject({ openConnections: 0 })
  })
})

describe('closing a connection', () => {
  it('refuses what waits and what comes, and no rejection goes unheard', async () => {
    const unheard: unknown[] = []
    const note = (error: unknown): void => void unheard.push(error)
    process.on('unhandledRejection', note)
    const { connection, news, changes } = await watching()
    void connection.exchange.watchOrders(BTC.spot).catch(() => undefined)
    void connection.exchange.client('wss://stream.binance.com:9443/ws/0').future('nobody awaits this')
    await rig.venue.connections.heard('spot', 'user')
    rig.venue.faults.onRequest({ kind: 'hang', taken: false }, { matching: 'ticker' })
    const asked = connection.request({ name: 'read a price', urgency: 'market' }, async (exchange) =>
      exchange.fetchTicker(BTC.spot),
    )
    asked.catch(() => undefined)
    await connection.close()
    await expect(news).rejects.toMatchObject({ kind: 'noAnswer' })
    await expect(asked).rejects.toMatchObject({ kind: 'noAnswer' })
    await expect(connection.exchange.watchTrades(BTC.spot)).rejects.toMatchObject({
      what: expect.stringContaining('closed by this program'),
    })
    expect(changes.filter(({ isOpen }) => isOpen)).toHaveLength(2)
    expect(changes.filter(({ isOpen }) => !isOpen)).toHaveLength(2)
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', note)
    expect(unheard).toEqual([])
  })

  it('twice does nothing more', async () => {
    const { connection } = await watching()
    await connection.close()
    await expect(connection.close()).resolves.toBeUndefined()
  })
})
