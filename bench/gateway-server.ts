import { createHash, timingSafeEqual } from 'node:crypto'
import fastify from 'fastify'
import { type Role, ROLES } from '../src-contract/index.ts'
import { silentLogger, SystemClock } from '../src-main/base/index.ts'
import { Gateway, type TokenCheck } from '../src-main/gateway/index.ts'
import { FakeEngine } from '../src-main/gateway/testing/fake-engine.ts'
import { INSTRUMENT_ID, STATUS } from '../src-main/gateway/testing/fixtures.ts'

/** Child process of the gateway bench: serves as `ours` or as `peer` and tells its parent where. */

const CANDLES = 500

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const known: readonly (readonly [Role, Buffer])[] = ROLES.map((role) => [role, digest(`bench-${role}`)])

/** Both servers check tokens the same way. */
const tokens: TokenCheck = {
  roleOf: (token) => {
    const given = digest(token)
    return known.find(([, expected]) => timingSafeEqual(given, expected))?.[0]
  },
}

async function startOurs(): Promise<string> {
  const gateway = new Gateway({
    host: '127.0.0.1',
    port: 0,
    rendererFolder: '',
    version: '0.0.0',
    tokens,
    clock: new SystemClock(),
    logger: silentLogger,
    validateOutput: false,
    rateLimit: { perSecond: 1_000_000, burst: 1_000_000 },
  })
  const { address } = await gateway.start()
  gateway.setEngine(new FakeEngine())
  return address
}

/** The least that Fastify can do: check the token, answer with an object or with a text made before. */
async function startPeer(): Promise<string> {
  const server = fastify({ logger: false })
  server.addHook('onRequest', (request, reply, done) => {
    const token = request.headers.authorization?.slice('Bearer '.length)
    if (token === undefined || tokens.roleOf(token) === undefined) reply.code(401).send()
    else done()
  })
  const request = { instrumentId: INSTRUMENT_ID, timeframe: '1m', limit: CANDLES, beforeMs: undefined } as const
  const candles = JSON.stringify(await new FakeEngine().market.candles(request))
  server.get('/api/status', async () => STATUS)
  server.get('/api/candles', (_request, reply) => reply.type('application/json; charset=utf-8').send(candles))
  return server.listen({ host: '127.0.0.1', port: 0 })
}

/** Processor time used so far, whenever the parent asks. */
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})

process.send?.(await (process.argv[2] === 'ours' ? startOurs() : startPeer()))
