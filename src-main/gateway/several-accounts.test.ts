import { request } from 'node:http'
import { safe } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { ACCOUNT_HEADER, type StatusView, WS_PROTOCOL, WS_TOKEN_PREFIX } from '../../src-contract/index.ts'
import { listProcedures } from './procedure-list.ts'
import { FakeEngine } from './testing/fake-engine.ts'
import { INSTRUMENT_ID, ORDER, STATUS } from './testing/fixtures.ts'
import { portPair, portRpcClient } from './testing/plain-port.ts'
import { rpcClient, TestGateway, tokenOf } from './testing/start-gateway.ts'

let gateway: TestGateway
let spare: FakeEngine
beforeEach(async () => {
  gateway = new TestGateway()
  gateway.gateway.declareAccounts('paper', ['spare'])
  spare = new FakeEngine()
  const status: StatusView = { ...STATUS, account: 'spare', accountId: 'spare-01' }
  Object.assign(spare.system, { status: () => status })
  await gateway.start()
  gateway.gateway.setEngine(spare, 'spare')
})
afterEach(() => gateway.gateway.stop())

interface RawAnswer {
  readonly status: number | undefined
  readonly body: unknown
}

/** `fetch` joins headers that stand there twice. */
function statusWith(values: string[]): Promise<RawAnswer> {
  const headers = ['host', `127.0.0.1:${gateway.port}`, 'authorization', `Bearer ${tokenOf('viewer')}`]
  for (const value of values) headers.push(ACCOUNT_HEADER, value)
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: gateway.port, path: '/api/status', headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }))
    })
      .on('error', reject)
      .end()
  })
}

/** With what a handshake is refused. */
function refusal(path: string): Promise<RawAnswer> {
  const protocols = [WS_PROTOCOL, WS_TOKEN_PREFIX + tokenOf('viewer')]
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${gateway.port}${path}`, protocols)
    socket.once('open', () => reject(new Error('the socket opened')))
    socket.once('unexpected-response', (_request, response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }))
    })
    socket.on('error', () => undefined)
  })
}

async function accountSeen(account?: string): Promise<unknown> {
  const response = await gateway.fetch('/api/status', account === undefined ? {} : { account })
  const body = (await response.json()) as { account?: string; code?: string }
  return body.account ?? body.code
}

/** The next message of a socket. */
function nextMessage(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()))))
}

const NOT_TRADED = { code: 'ACCOUNT_NOT_TRADED', data: { account: 'margin', known: ['paper', 'spare'] } }

describe('several accounts over REST', () => {
  it('are chosen by the header; who names none gets the first', async () => {
    expect(await accountSeen()).toBe('paper')
    expect(await accountSeen('paper')).toBe('paper')
    expect(await accountSeen('spare')).toBe('spare')
  })

  it('get each their own commands', async () => {
    await gateway.fetch('/api/system/kill', { body: {}, account: 'spare' })
    expect(spare.calls).toEqual(['system.kill'])
    expect(gateway.engine.calls).toEqual([])
  })

  it('refuse an unknown one, and name those there are', async () => {
    const response = await gateway.fetch('/api/status', { account: 'margin' })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ ...NOT_TRADED, defined: true, action: 'tellUser' })
  })

  it('say what is wrong with a header that stands there twice or is empty', async () => {
    const issue = (message: string) => ({
      status: 400,
      body: { code: 'BAD_REQUEST', data: { issues: [{ path: ACCOUNT_HEADER, message }] } },
    })
    expect(await statusWith(['paper', 'spare'])).toMatchObject(
      issue('stands 2 times in the request; name one account.'),
    )
    expect(await statusWith([''])).toMatchObject(issue('is empty; name an account, or leave it out for the first one.'))
    expect(await statusWith(['spare'])).toMatchObject({ status: 200, body: { account: 'spare' } })
  })

  it('keep bars as text apart', async () => {
    const load = (account: string): Promise<Response> =>
      gateway.fetch(`/api/candles?instrumentId=${INSTRUMENT_ID}&limit=1`, { account })
    for (const account of ['paper', 'spare', 'paper', 'spare']) await load(account)
    expect([gateway.engine.candleLoads, spare.candleLoads]).toEqual([1, 1])
  })

  it('go on while one of them is held', async () => {
    gateway.gateway.holdCalls('spare')
    expect([await accountSeen('spare'), await accountSeen('paper')]).toEqual(['NOT_READY', 'paper'])
    gateway.gateway.setEngine(spare, 'spare')
    gateway.gateway.holdCalls()
    expect([await accountSeen('spare'), await accountSeen('paper'), await accountSeen()]).toEqual([
      'spare',
      'NOT_READY',
      'NOT_READY',
    ])
  })

  it('stop together', async () => {
    gateway.gateway.setStopping()
    expect([await accountSeen('spare'), await accountSeen()]).toEqual(['STOPPING', 'STOPPING'])
  })

  it('are documented with every operation', async () => {
    const document = (await (await fetch(`${gateway.address}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { parameters?: { $ref?: string }[] }>>
      components: { parameters: Record<string, unknown> }
    }
    expect(document.components.parameters['account']).toMatchObject({ name: ACCOUNT_HEADER, in: 'header' })
    for (const { path, method } of listProcedures()) {
      const { parameters = [] } = document.paths[path]?.[method.toLowerCase()] ?? {}
      expect({ path, parameters }).toMatchObject({
        parameters: expect.arrayContaining([{ $ref: '#/components/parameters/account' }]),
      })
    }
  })
})

describe('several accounts over sockets', () => {
  it('are chosen by the address for calls', async () => {
    const sockets = [await gateway.socket('/ws/rpc?account=spare'), await gateway.socket('/ws/rpc')]
    const seen = await Promise.all(sockets.map(async (socket) => (await rpcClient(socket).system.status()).account))
    expect(seen).toEqual(['spare', 'paper'])
    for (const socket of sockets) socket.close()
  })

  it('are chosen by the address for streams', async () => {
    const socket = await gateway.socket('/ws/topics?account=spare')
    socket.send(JSON.stringify({ t: 'subscribe', sub: 1, topic: 'orders', params: {} }))
    await nextMessage(socket)
    expect([spare.topics.openCount, gateway.engine.topics.openCount]).toEqual([1, 0])
    const next = nextMessage(socket)
    gateway.engine.topics.announce('orders', { ...ORDER, state: 'filled' })
    spare.topics.announce('orders', { ...ORDER, state: 'working' })
    socket.send('{"t":"credit"}')
    expect(await next).toMatchObject({ items: [{ seq: 1, data: { state: 'working' } }] })
    socket.close()
  })

  it.each(['/ws/rpc', '/ws/topics'])(
    'refuse the handshake of %s for an unknown, empty or repeated one',
    async (path) => {
      expect(await refusal(`${path}?account=margin`)).toMatchObject({ status: 404, body: NOT_TRADED })
      expect(await refusal(`${path}?account=`)).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } })
      expect(await refusal(`${path}?account=paper&account=spare`)).toMatchObject({
        status: 400,
        body: { code: 'BAD_REQUEST', data: { issues: [{ path: '?account=' }] } },
      })
    },
  )

  it('end the streams of one that is not traded on any more, and say so', async () => {
    const socket = await gateway.socket('/ws/topics?account=spare')
    socket.send(JSON.stringify({ t: 'subscribe', sub: 4, topic: 'orders', params: {} }))
    await nextMessage(socket)
    const next = nextMessage(socket)
    gateway.gateway.declareAccounts('paper', [])
    expect(await next).toMatchObject({ t: 'refused', sub: 4, code: 'ACCOUNT_NOT_TRADED' })
    expect(spare.topics.openCount).toBe(0)
    socket.close()
  })
})

describe('several accounts over message ports', () => {
  const connect = (account?: string) => {
    const { engineEnds, clientEnds } = portPair()
    const client = portRpcClient(clientEnds.calls)
    const next = new Promise((resolve) => clientEnds.topics.on('message', (text) => resolve(JSON.parse(text))))
    gateway.gateway.serveClient(engineEnds, 'trader', account)
    return { ...clientEnds, client, next }
  }

  it('are chosen where the ports are handed in', async () => {
    const [named, unnamed] = [connect('spare'), connect()]
    expect((await named.client.system.status()).account).toBe('spare')
    expect((await unnamed.client.system.status()).account).toBe('paper')
    named.topics.postMessage('{"t":"subscribe","sub":1,"topic":"orders","params":{}}')
    await named.next
    expect([spare.topics.openCount, gateway.engine.topics.openCount]).toEqual([1, 0])
    named.calls.close()
    unnamed.calls.close()
  })

  it('say to each call and stream that there is no such account', async () => {
    const { client, topics, next, calls } = connect('margin')
    expect((await safe(client.system.status())).error).toMatchObject({ ...NOT_TRADED, defined: true })
    topics.postMessage('{"t":"subscribe","sub":1,"topic":"orders","params":{}}')
    expect(await next).toMatchObject({ t: 'refused', sub: 1, code: 'ACCOUNT_NOT_TRADED' })
    calls.close()
  })
})
