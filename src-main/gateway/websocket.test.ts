import { safe } from '@orpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { TOPIC_NAMES, type TopicServerMessage, WS_PROTOCOL, WS_TOKEN_PREFIX } from '../../src-contract/index.ts'
import { INSTRUMENT_ID, ORDER, QUOTE, STATUS } from './testing/fixtures.ts'
import { rpcClient, TestGateway, tokenOf } from './testing/start-gateway.ts'

const gateway = new TestGateway()
beforeAll(() => gateway.start())
afterAll(() => gateway.gateway.stop())

const GOOD = [WS_PROTOCOL, WS_TOKEN_PREFIX + tokenOf('viewer')]

/** Status with which a handshake is refused. */
function refusal(options: { path?: string; protocols?: string[]; headers?: Record<string, string> }): Promise<unknown> {
  const { path = '/ws/rpc', protocols = GOOD, headers = {} } = options
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${gateway.port}${path}`, protocols, { headers })
    socket.once('open', () => resolve('open'))
    socket.once('unexpected-response', (_request, response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () => resolve({ status: response.statusCode, code: JSON.parse(text).code }))
    })
    socket.on('error', () => undefined)
  })
}

/** Collects what the engine sends; `next` waits for a message of the kind. */
function listen(socket: WebSocket) {
  const waiting: TopicServerMessage[] = []
  let wake: () => void = () => undefined
  socket.on('message', (data: Buffer) => {
    waiting.push(JSON.parse(data.toString()))
    wake()
  })
  return async function next<Kind extends TopicServerMessage['t']>(kind: Kind) {
    for (;;) {
      const index = waiting.findIndex(({ t }) => t === kind)
      if (index >= 0) return waiting.splice(index, 1)[0] as Extract<TopicServerMessage, { t: Kind }>
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
}

const send = (socket: WebSocket, message: unknown): void => socket.send(JSON.stringify(message))

describe('the handshake of a socket', () => {
  it('refuses a missing or wrong token with 401', async () => {
    expect(await refusal({ protocols: [WS_PROTOCOL] })).toEqual({ status: 401, code: 'UNAUTHORIZED' })
    const wrong = [WS_PROTOCOL, `${WS_TOKEN_PREFIX}nonsense`]
    expect(await refusal({ protocols: wrong })).toEqual({ status: 401, code: 'UNAUTHORIZED' })
    expect(await refusal({ path: `/ws/rpc?token=${tokenOf('viewer')}`, protocols: [WS_PROTOCOL] })).toEqual({
      status: 401,
      code: 'UNAUTHORIZED',
    })
  })

  it('refuses foreign pages with 403 and foreign hosts with 421, though the token is right', async () => {
    expect(await refusal({ headers: { origin: 'https://attacker.example' } })).toEqual({
      status: 403,
      code: 'FOREIGN_ORIGIN',
    })
    expect(await refusal({ headers: { host: 'attacker.example' } })).toEqual({ status: 421, code: 'FOREIGN_HOST' })
  })

  it('refuses a path that is no socket with 404', async () => {
    expect(await refusal({ path: '/ws/other' })).toEqual({ status: 404, code: 'NOT_FOUND' })
  })

  it('takes the token as subprotocol or header and never echoes it', async () => {
    const socket = await gateway.socket('/ws/rpc', 'viewer')
    expect(socket.protocol).toBe(WS_PROTOCOL)
    socket.close()
    const headers = { authorization: `Bearer ${tokenOf('viewer')}`, origin: gateway.address }
    expect(await refusal({ protocols: [WS_PROTOCOL], headers })).toBe('open')
  })
})

describe('calls over a socket', () => {
  it('answer, and carry typed errors', async () => {
    const socket = await gateway.socket('/ws/rpc', 'trader')
    const client = rpcClient(socket)
    expect(await client.system.status()).toEqual(STATUS)
    expect((await client.market.candles({ instrumentId: INSTRUMENT_ID, limit: 2 })).candles).toHaveLength(2)
    const draft = { instrumentId: INSTRUMENT_ID, side: 'buy', type: 'market' } as const
    const { error } = await safe(
      client.orders.create({
        idempotencyKey: 'key-0000002',
        draft: { ...draft, size: { kind: 'quantity', quantity: '11' } },
      }),
    )
    expect(error).toMatchObject({ defined: true, code: 'DENIED', status: 422, data: { measured: 11, limit: 10 } })
    socket.close()
  })

  it('obey the role and validate the input', async () => {
    const socket = await gateway.socket('/ws/rpc', 'viewer')
    const client = rpcClient(socket)
    const forbidden = await safe(client.system.kill({}))
    expect(forbidden.error).toMatchObject({ code: 'FORBIDDEN', data: { need: 'trader', have: 'viewer' } })
    const invalid = await safe(client.analytics.equity({ limit: 1 }))
    expect(invalid.error).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: 'limit' }] } })
    socket.close()
  })
})

describe('a client that does not keep to the protocol', () => {
  const closeCode = (socket: WebSocket): Promise<unknown> =>
    new Promise((resolve) => socket.once('close', (code) => resolve(code)))

  it.each([['garbage'], ['{"i":"1"}'], ['{"i":"1","p":{"u":"ftp://x"}}'], [Buffer.from('{"i":"1"}')]])(
    'is disconnected from the calls for %s',
    async (message) => {
      const socket = await gateway.socket('/ws/rpc')
      socket.send(message)
      expect(await closeCode(socket)).toBe(1008)
    },
  )

  it('is disconnected for a message that is too large', async () => {
    const socket = await gateway.socket('/ws/topics')
    socket.send('x'.repeat(600_000))
    expect(await closeCode(socket)).toBe(1009)
  })
})

describe('topics over a socket', () => {
  it.each(TOPIC_NAMES)('begin with a snapshot of %s in the shape of the contract', async (topic) => {
    const socket = await gateway.socket('/ws/topics', 'viewer')
    const next = listen(socket)
    const params = { instrumentId: INSTRUMENT_ID, timeframe: '1m', indicator: 'ema', period: 20 }
    send(socket, { t: 'subscribe', sub: 1, topic, params })
    expect((await next('batch')).items).toMatchObject([{ sub: 1, seq: 0, kind: 'snapshot' }])
    socket.close()
  })

  it('go on with deltas, one batch per credit', async () => {
    const socket = await gateway.socket('/ws/topics', 'viewer')
    const next = listen(socket)
    send(socket, { t: 'subscribe', sub: 7, topic: 'orders', params: {} })
    await next('batch')
    gateway.engine.topics.announce('orders', { ...ORDER, state: 'submitted' })
    gateway.engine.topics.announce('orders', { ...ORDER, state: 'working' })
    send(socket, { t: 'credit' })
    expect((await next('batch')).items).toMatchObject([
      { sub: 7, seq: 1, kind: 'delta', data: { state: 'submitted' } },
      { sub: 7, seq: 2, kind: 'delta', data: { state: 'working' } },
    ])
    socket.close()
  })

  it('reach every client that listens, and end when it leaves', async () => {
    const { topics } = gateway.engine
    await expect.poll(() => topics.openCount).toBe(0)
    const sockets = [await gateway.socket('/ws/topics'), await gateway.socket('/ws/topics')]
    const readers = sockets.map(listen)
    for (const socket of sockets) send(socket, { t: 'subscribe', sub: 1, topic: 'quotes', params: {} })
    for (const next of readers) await next('batch')
    expect(topics.openCount).toBe(2)
    expect(gateway.gateway.topicLoad.clients).toBe(2)
    topics.announce('quotes', { ...QUOTE, last: 65_000 })
    expect(gateway.gateway.topicLoad.mostBehind).toBe(1)
    for (const socket of sockets) send(socket, { t: 'credit' })
    for (const next of readers) expect((await next('batch')).items).toMatchObject([{ data: { last: 65_000 } }])
    for (const socket of sockets) socket.close()
    await expect.poll(() => topics.openCount).toBe(0)
    expect(gateway.gateway.topicLoad.clients).toBe(0)
  })

  it('refuse what is wrong by name and go on', async () => {
    const socket = await gateway.socket('/ws/topics', 'viewer')
    const next = listen(socket)
    socket.send('no json')
    expect(await next('refused')).toMatchObject({ sub: -1, code: 'BAD_REQUEST' })
    send(socket, { t: 'subscribe', sub: 3, topic: 'weather', params: {} })
    expect(await next('refused')).toMatchObject({
      sub: 3,
      code: 'NOT_FOUND',
      message: expect.stringMatching(/"weather".*candles/),
    })
    send(socket, { t: 'ping' })
    expect(await next('pong')).toMatchObject({ t: 'pong' })
    socket.close()
  })
})
