import { afterEach, describe, expect, it } from 'vitest'
import type { ExchangeConnection } from '../../../src-main/venues/ccxt/connection/exchange-connection.ts'
import { BTC } from '../../venue/testing/rig.ts'
import { useExchange } from './testing/exchange-rig.ts'
import { startHttpProxy, startSocksProxy, type TestProxy } from './testing/proxies.ts'

const rig = useExchange()
const proxies: TestProxy[] = []

afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.close()
})

async function opened(starting: Promise<TestProxy>): Promise<TestProxy> {
  const proxy = await starting
  proxies.push(proxy)
  return proxy
}

const readPrice = async (connection: ExchangeConnection): Promise<unknown> =>
  connection.request({ name: 'read a price', urgency: 'market' }, async (exchange) => exchange.fetchTicker(BTC.spot))

describe.each([
  ['an HTTP proxy', 'http', startHttpProxy],
  ['a SOCKS proxy', 'socks5', startSocksProxy],
] as const)('through %s', (_name, scheme, start) => {
  it('go requests and streams, and nothing past it', async () => {
    const proxy = await opened(start())
    const { connection } = await rig.connect('spot', { proxy: `${scheme}://127.0.0.1:${proxy.port}` })
    await readPrice(connection)
    const afterRequests = proxy.targets.length
    expect(afterRequests).toBeGreaterThan(0)
    const news = connection.exchange.watchTrades(BTC.spot)
    await rig.venue.connections.heard('spot', 'btcusdt@aggTrade')
    rig.venue.step()
    await expect(news).resolves.toHaveLength(1)
    expect(proxy.targets.length).toBe(afterRequests + 1)
    expect(new Set(proxy.targets)).toEqual(new Set([`127.0.0.1:${rig.venue.port}`]))
  })

  it('go both with a user and a password', async () => {
    const proxy = await opened(start({ user: 'me', password: 'p@ss' }))
    const { connection } = await rig.connect('spot', { proxy: `${scheme}://me:p%40ss@127.0.0.1:${proxy.port}` })
    await readPrice(connection)
    const news = connection.exchange.watchTrades(BTC.spot)
    await rig.venue.connections.heard('spot', 'btcusdt@aggTrade')
    rig.venue.step()
    await expect(news).resolves.toHaveLength(1)
  })

  it('goes nothing with the wrong password, and the trader hears why, without it', async () => {
    const proxy = await opened(start({ user: 'me', password: 'right' }))
    const wishes = { proxy: `${scheme}://me:wrongword@127.0.0.1:${proxy.port}` }
    const { connection, endpoints } = await rig.connect('spot', wishes)
    const refusal = expect.objectContaining({
      kind: 'badProxy',
      isOutcomeUnknown: false,
      what: expect.stringContaining('refused the user and password'),
      message: expect.not.stringContaining('wrongword'),
    })
    for (let attempt = 0; attempt < 6; attempt++) await expect(readPrice(connection)).rejects.toEqual(refusal)
    await expect(connection.exchange.watchTrades(BTC.spot)).rejects.toMatchObject({ kind: 'badProxy' })
    expect(endpoints.views().flatMap(({ hosts }) => hosts.map(({ state }) => state))).not.toContain('broken')
    expect(proxy.targets).toEqual([])
  })

  it('goes nothing once it is gone', async () => {
    const proxy = await opened(start())
    await proxy.close()
    const { connection } = await rig.connect('spot', { proxy: `${scheme}://127.0.0.1:${proxy.port}` })
    await expect(readPrice(connection)).rejects.toMatchObject({
      kind: 'badProxy',
      what: expect.stringMatching(/the proxy (http|socks5):\/\/127\.0\.0\.1:\d+ did not let .* ECONNREFUSED/),
    })
    await expect(connection.exchange.watchTrades(BTC.spot)).rejects.toMatchObject({ kind: 'badProxy' })
  })
})

describe('a proxy', () => {
  it('that may not connect to the venue says so', async () => {
    const proxy = await opened(startHttpProxy({ refuseWith: 403 }))
    const { connection } = await rig.connect('spot', { proxy: `http://127.0.0.1:${proxy.port}` })
    await expect(readPrice(connection)).rejects.toMatchObject({
      kind: 'badProxy',
      what: expect.stringContaining('it said HTTP 403'),
    })
  })

  it('looks up the names of the venue itself', async () => {
    const proxy = await opened(startSocksProxy())
    const urls = {
      rest: `http://localhost:${rig.venue.port}`,
      streams: 'ws://localhost:1',
      'account-streams': 'ws://localhost:1',
    }
    const { connection } = await rig.connect('spot', { urls, proxy: `socks5://127.0.0.1:${proxy.port}` })
    await readPrice(connection)
    expect(proxy.targets).toContain(`localhost:${rig.venue.port}`)
  })
})
