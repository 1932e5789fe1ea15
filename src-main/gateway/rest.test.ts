import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LogFields, type Logger, ManualClock, silentLogger } from '../base/index.ts'
import { MAX_BODY_BYTES } from './http-server.ts'
import { INSTRUMENT_ID, ORDER, STATUS } from './testing/fixtures.ts'
import { TestGateway, tokenOf } from './testing/start-gateway.ts'

const gateway = new TestGateway()
beforeAll(() => gateway.start())
afterAll(() => gateway.gateway.stop())

interface RawAnswer {
  readonly status: number | undefined
  readonly body: unknown
}

/** `fetch` does not let us choose Host and Origin. */
function raw(headers: Record<string, string>, path = '/api/status'): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: gateway.port, path, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }))
    })
      .on('error', reject)
      .end()
  })
}

async function answer(path: string, options?: Parameters<TestGateway['fetch']>[1]): Promise<RawAnswer> {
  const response = await gateway.fetch(path, options)
  return { status: response.status, body: await response.json() }
}

/** A gateway whose engine misbehaves. */
async function startWith(system: object, logger: Logger = silentLogger): Promise<TestGateway> {
  const broken = new TestGateway({ logger })
  Object.assign(broken.engine.system, system)
  return broken.start()
}

const order = (quantity: string) => ({
  idempotencyKey: 'key-0000001',
  draft: { instrumentId: INSTRUMENT_ID, side: 'buy', type: 'market', size: { kind: 'quantity', quantity } },
})

describe('access over REST', () => {
  const authorization = `Bearer ${tokenOf('viewer')}`

  it('answers a viewer with the status, and forbids caching it', async () => {
    const response = await gateway.fetch('/api/status', { role: 'viewer' })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(await response.json()).toEqual(STATUS)
  })

  it('refuses a missing and a wrong token with 401', async () => {
    expect(await raw({})).toMatchObject({ status: 401, body: { code: 'UNAUTHORIZED', action: 'tellUser' } })
    expect(await raw({ authorization: 'Bearer nonsense' })).toMatchObject({ status: 401 })
    expect(await raw({ authorization: tokenOf('viewer') })).toMatchObject({ status: 401 })
  })

  it('refuses another host with 421, whatever the token', async () => {
    const answered = await raw({ authorization, host: `attacker.example:${gateway.port}` })
    expect(answered).toMatchObject({ status: 421, body: { code: 'FOREIGN_HOST' } })
    expect(await raw({ authorization, host: `127.0.0.1:${gateway.port + 1}` })).toMatchObject({ status: 421 })
    expect(await raw({ authorization, host: `localhost:${gateway.port}` })).toMatchObject({ status: 200 })
  })

  it('refuses pages of another origin with 403 and takes its own', async () => {
    const answered = await raw({ authorization, origin: 'https://attacker.example' })
    expect(answered).toMatchObject({ status: 403, body: { code: 'FOREIGN_ORIGIN' } })
    expect(await raw({ authorization, origin: 'null' })).toMatchObject({ status: 403 })
    expect(await raw({ authorization, origin: gateway.address })).toMatchObject({ status: 200 })
  })

  it('forbids a viewer what is for traders, and a trader what is for admins', async () => {
    expect(await answer('/api/orders', { role: 'viewer', body: order('1') })).toEqual({
      status: 403,
      body: {
        defined: true,
        code: 'FORBIDDEN',
        status: 403,
        message: 'This token may not do that. Use one with a higher role.',
        data: { need: 'trader', have: 'viewer' },
        action: 'tellUser',
      },
    })
    expect(await answer('/api/system/shutdown', { role: 'trader', body: {} })).toMatchObject({
      status: 403,
      body: { data: { need: 'admin', have: 'trader' } },
    })
    expect(gateway.engine.calls).not.toContain('orders.create')
    expect(gateway.engine.calls).not.toContain('system.shutdown')
  })
})

describe('faults over REST', () => {
  it('names each field that is wrong, the value given and what is allowed', async () => {
    const { status, body } = await answer('/api/orders?limit=5000&status=some')
    expect(status).toBe(400)
    expect(body).toMatchObject({
      code: 'BAD_REQUEST',
      data: {
        issues: [
          { path: 'status', message: 'must be one of "open", "all", got "some"' },
          { path: 'limit', message: 'must be at most 1000, got "5000"' },
        ],
      },
    })
  })

  it('carries a denial with its numbers', async () => {
    expect(await answer('/api/orders', { role: 'trader', body: order('25') })).toMatchObject({
      status: 422,
      body: { defined: true, code: 'DENIED', data: { measured: 25, limit: 10, unit: 'BTC', quantityThatFits: '10' } },
    })
  })

  it('answers 201 for an order that was taken', async () => {
    expect(await answer('/api/orders', { role: 'trader', body: order('1') })).toEqual({ status: 201, body: ORDER })
  })

  it('carries errors with data of their own', async () => {
    expect(await answer('/api/candles?instrumentId=simulated:NONE')).toMatchObject({
      status: 404,
      body: { defined: true, code: 'UNKNOWN_INSTRUMENT', data: { known: [INSTRUMENT_ID] } },
    })
  })

  it('refuses a body that is too large with 413', async () => {
    const body = { ...order('1'), filler: 'x'.repeat(MAX_BODY_BYTES) }
    expect(await answer('/api/orders', { body })).toMatchObject({
      status: 413,
      body: { code: 'PAYLOAD_TOO_LARGE', data: { limitBytes: MAX_BODY_BYTES } },
    })
  })

  it('refuses a body that is not JSON, and one that is no object, with 400', async () => {
    const headers = { authorization: `Bearer ${tokenOf('admin')}`, 'content-type': 'application/json' }
    const broken = await fetch(`${gateway.address}/api/orders`, { method: 'POST', headers, body: '{"a":' })
    expect({ status: broken.status, body: await broken.json() }).toMatchObject({
      status: 400,
      body: { code: 'BAD_REQUEST', action: 'tellUser' },
    })
    expect(await answer('/api/orders', { body: [1] })).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } })
    const form = { ...headers, 'content-type': 'text/plain' }
    const plain = await fetch(`${gateway.address}/api/orders`, { method: 'POST', headers: form, body: 'x' })
    expect({ status: plain.status, body: await plain.json() }).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('application/json') },
    })
  })

  it('says what exists where there is nothing, and which methods a path takes', async () => {
    const { status, body } = await answer('/api/nonsense')
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'NOT_FOUND', data: { known: expect.arrayContaining(['GET /api/status']) } })
    expect(await answer('/api/orders/wh-1/cancel')).toMatchObject({
      status: 404,
      body: { message: 'There is nothing at GET /api/orders/wh-1/cancel. It takes POST.' },
    })
  })

  it('logs what broke inside and tells the caller nothing of it', async () => {
    const logged: string[] = []
    const logger = {
      ...silentLogger,
      error: (_: string, fields: LogFields = {}) => void logged.push(String(fields['error'])),
    }
    const broken = await startWith(
      {
        health: () => {
          throw new Error('secret detail')
        },
      },
      logger,
    )
    const response = await broken.fetch('/api/health')
    const body = await response.text()
    expect(JSON.parse(body)).toMatchObject({ status: 500, code: 'INTERNAL_SERVER_ERROR', action: 'bug' })
    expect(body).not.toContain('secret detail')
    expect(logged).toEqual(['secret detail'])
    await broken.gateway.stop()
  })

  it('refuses an answer that breaks the contract', async () => {
    const broken = await startWith({ health: () => ({ health: 'splendid', checks: [] }) })
    expect((await broken.fetch('/api/health')).status).toBe(500)
    await broken.gateway.stop()
  })
})

describe('candles over REST', () => {
  it('are loaded once until the next bar is stored', async () => {
    const { engine } = gateway
    const path = `/api/candles?instrumentId=${INSTRUMENT_ID}&limit=7`
    const before = engine.candleLoads
    const first = await answer(path)
    expect(await answer(path)).toEqual(first)
    expect(engine.candleLoads - before).toBe(1)
    engine.revision += 1
    expect(await answer(path)).toEqual(first)
    expect(engine.candleLoads - before).toBe(2)
    expect(first.body).toMatchObject({ timeframe: '1m', candles: { length: 7 } })
  })
})

describe('the state of the engine over REST', () => {
  it('is NOT_READY before it is there, and STOPPING when it leaves', async () => {
    const early = await new TestGateway().start({ ready: false })
    const status = async () => {
      const response = await early.fetch('/api/status')
      return { status: response.status, body: await response.json() }
    }
    expect(await status()).toMatchObject({
      status: 503,
      body: { defined: true, code: 'NOT_READY', action: 'retry' },
    })
    early.gateway.setEngine(early.engine)
    expect(await status()).toMatchObject({ status: 200 })
    early.gateway.setStopping()
    expect(await status()).toMatchObject({ status: 503, body: { code: 'STOPPING', action: 'stop' } })
    await early.gateway.stop()
  })
})

describe('the rate limit', () => {
  it('answers 429 with the time to wait, per role, and lets calls in again', async () => {
    const clock = new ManualClock(0)
    const limited = await new TestGateway({ clock, rateLimit: { perSecond: 2, burst: 3 } }).start()
    const statuses = async (count: number) => {
      const seen: number[] = []
      for (let call = 0; call < count; call += 1) seen.push((await limited.fetch('/api/status')).status)
      return seen
    }
    expect(await statuses(4)).toEqual([200, 200, 200, 429])
    const refused = await limited.fetch('/api/status')
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(await refused.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', data: { retryAfterMs: 500 } })
    expect((await limited.fetch('/api/status', { role: 'viewer' })).status).toBe(200)
    clock.advanceBy(500)
    expect(await statuses(2)).toEqual([200, 429])
    await limited.gateway.stop()
  })
})
