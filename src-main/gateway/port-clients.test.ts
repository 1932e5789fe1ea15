import type { MessagePort } from 'node:worker_threads'
import { safe } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Contract, type Role, TOPIC_NAMES, type TopicServerMessage } from '../../src-contract/index.ts'
import { portPair, portRpcClient } from './testing/plain-port.ts'
import { INSTRUMENT_ID, ORDER, STATUS } from './testing/fixtures.ts'
import { rpcClient, TestGateway } from './testing/start-gateway.ts'
import { MAX_BEHIND } from './topic-session.ts'

let gateway: TestGateway
beforeEach(async () => {
  gateway = await new TestGateway().start()
})
afterEach(() => gateway.gateway.stop())

/** A client over message ports; `closed` settles when both its ports are closed from the other side. */
class TestClient {
  readonly calls: MessagePort
  readonly topics: MessagePort
  readonly client: ContractRouterClient<Contract>
  readonly closed: Promise<unknown>
  readonly #messages: TopicServerMessage[] = []
  #wake: () => void = () => undefined

  constructor(role: Role = 'admin') {
    const { engineEnds, clientEnds } = portPair()
    this.calls = clientEnds.calls
    this.topics = clientEnds.topics
    this.client = portRpcClient(this.calls)
    this.closed = Promise.all([this.calls, this.topics].map((port) => new Promise((done) => port.once('close', done))))
    this.topics.on('message', (text: string) => {
      this.#messages.push(JSON.parse(text))
      this.#wake()
    })
    gateway.gateway.serveClient(engineEnds, role)
  }

  send(message: unknown): void {
    this.topics.postMessage(JSON.stringify(message))
  }

  async next(): Promise<TopicServerMessage> {
    for (;;) {
      const message = this.#messages.shift()
      if (message) return message
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  leave(): void {
    this.calls.close()
  }
}

const TOPIC_PARAMS = { instrumentId: INSTRUMENT_ID, timeframe: '1m', indicator: 'ema', period: 20 }
const BIG_ORDER = {
  idempotencyKey: 'key-0000002',
  draft: { instrumentId: INSTRUMENT_ID, side: 'buy', type: 'market', size: { kind: 'quantity', quantity: '11' } },
} as const

/** What calls answer, errors as data. */
const CALLS: Record<string, (client: ContractRouterClient<Contract>) => Promise<unknown>> = {
  'a reading': (client) => client.system.status(),
  'a query': (client) => client.market.candles({ instrumentId: INSTRUMENT_ID, limit: 3 }),
  'a command': (client) => client.orders.cancel({ orderId: ORDER.orderId }),
  'a refusal by risk': (client) => client.orders.create(BIG_ORDER),
  'an unknown order': (client) => client.orders.cancel({ orderId: 'nobody' }),
  'an input fault': (client) => client.analytics.equity({ limit: 1 }),
  'a role that is too low': (client) => client.system.shutdown({}),
}

async function outcome(call: Promise<unknown>): Promise<unknown> {
  const { data, error } = await safe(call)
  if (!error) return { data }
  const { code, status, message, defined, data: details } = error as unknown as Record<string, unknown>
  return { code, status, message, defined, details }
}

describe('a client over message ports', () => {
  it.each(Object.entries(CALLS))('gets the same answer as over a socket to %s', async (_, call) => {
    const socket = await gateway.socket('/ws/rpc', 'trader')
    const client = new TestClient('trader')
    const answer = await outcome(call(client.client))
    expect(answer).toEqual(await outcome(call(rpcClient(socket))))
    socket.close()
    client.leave()
  })

  it.each(TOPIC_NAMES)('gets the same snapshot of %s as over a socket', async (topic) => {
    const socket = await gateway.socket('/ws/topics', 'viewer')
    const client = new TestClient('viewer')
    const subscribe = { t: 'subscribe', sub: 1, topic, params: TOPIC_PARAMS }
    const overSocket = new Promise((resolve) =>
      socket.once('message', (data) => resolve(JSON.parse((data as Buffer).toString()))),
    )
    socket.send(JSON.stringify(subscribe))
    client.send(subscribe)
    const { items } = (await overSocket) as { items: unknown[] }
    expect(await client.next()).toMatchObject({ t: 'batch', items })
    socket.close()
    client.leave()
  })

  it('gets deltas after the snapshot, one batch per credit', async () => {
    const client = new TestClient('viewer')
    client.send({ t: 'subscribe', sub: 7, topic: 'orders', params: {} })
    await client.next()
    gateway.engine.topics.announce('orders', { ...ORDER, state: 'working' })
    client.send({ t: 'credit' })
    expect(await client.next()).toMatchObject({
      items: [{ sub: 7, seq: 1, kind: 'delta', data: { state: 'working' } }],
    })
    client.leave()
  })

  it('has the role it was let in with', async () => {
    const viewer = new TestClient('viewer')
    const { error } = await safe(viewer.client.system.kill({}))
    expect(error).toMatchObject({ code: 'FORBIDDEN', data: { need: 'trader', have: 'viewer' } })
    const admin = new TestClient('admin')
    expect(await admin.client.system.shutdown({})).toEqual({ done: true })
  })

  it('counts until it leaves, and takes its subscriptions along', async () => {
    const { topics } = gateway.engine
    const clients = [new TestClient(), new TestClient()]
    clients[0]?.send({ t: 'subscribe', sub: 1, topic: 'quotes', params: {} })
    await clients[0]?.next()
    expect(gateway.gateway.portClientCount).toBe(2)
    expect(gateway.gateway.topicLoad.clients).toBe(2)
    expect(topics.openCount).toBe(1)
    clients[0]?.topics.close()
    await clients[0]?.closed
    expect(gateway.gateway.portClientCount).toBe(1)
    expect(gateway.gateway.topicLoad.clients).toBe(1)
    expect(topics.openCount).toBe(0)
    clients[1]?.leave()
    await expect.poll(() => gateway.gateway.portClientCount).toBe(0)
  })

  it.each([['garbage'], ['{"i":"1"}'], [{ i: '1', p: { u: '/system/status' } }], [new Uint8Array(3)]])(
    'is disconnected for a message on the calls port that is no call: %j',
    async (message) => {
      const client = new TestClient()
      client.calls.postMessage(message)
      await client.closed
      expect(gateway.gateway.portClientCount).toBe(0)
    },
  )

  it('is told what is wrong with a message on the topics port, and stays', async () => {
    const client = new TestClient()
    client.topics.postMessage('no json')
    expect(await client.next()).toMatchObject({ t: 'refused', sub: -1, code: 'BAD_REQUEST' })
    client.topics.postMessage({ t: 'ping' })
    expect(await client.next()).toMatchObject({ t: 'refused', sub: -1, code: 'BAD_REQUEST' })
    client.send({ t: 'ping' })
    expect(await client.next()).toMatchObject({ t: 'pong' })
    expect(await client.client.system.status()).toEqual(STATUS)
    client.leave()
  })

  it('is disconnected when it falls too far behind', async () => {
    const client = new TestClient()
    client.send({ t: 'subscribe', sub: 1, topic: 'orders', params: {} })
    await client.next()
    for (let count = 0; count <= MAX_BEHIND; count++) gateway.engine.topics.announce('orders', ORDER)
    await client.closed
    expect(gateway.engine.topics.openCount).toBe(0)
  })

  it('is sent away when the door closes, and hears nothing afterwards', async () => {
    const client = new TestClient()
    client.send({ t: 'subscribe', sub: 1, topic: 'orders', params: {} })
    await client.next()
    const stopped = gateway.gateway.stop()
    gateway.engine.topics.announce('orders', ORDER)
    client.send({ t: 'credit' })
    await Promise.all([stopped, client.closed])
    expect(gateway.gateway.portClientCount).toBe(0)
  })

  it('is told NOT_READY before the engine runs and STOPPING once it leaves', async () => {
    await gateway.gateway.stop()
    gateway = await new TestGateway().start({ ready: false })
    const client = new TestClient()
    expect((await safe(client.client.system.status())).error).toMatchObject({ code: 'NOT_READY' })
    gateway.gateway.setStopping()
    expect((await safe(client.client.system.status())).error).toMatchObject({ code: 'STOPPING' })
  })

  it('finds its ports closed where no door is open', async () => {
    await gateway.gateway.stop()
    const client = new TestClient()
    await client.closed
    expect(gateway.gateway.portClientCount).toBe(0)
  })
})
