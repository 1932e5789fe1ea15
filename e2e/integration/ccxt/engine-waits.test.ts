import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLogger, SystemClock } from '../../../src-main/base/index.ts'
import { type Engine, openEngine } from '../../../src-main/engine.ts'
import { Relay } from '../../support/relay.ts'
import { callEngine, type EngineAnswer } from '../../support/engine-access.ts'
import { writeConfig } from '../../support/engine-process.ts'
import { draft, newKey } from '../../support/hand-orders.ts'
import { TRADING_KEY } from '../../venue/index.ts'
import { useVenue } from '../../venue/testing/rig.ts'
import { urlsAt } from './testing/account-bench.ts'

const INSTRUMENT = 'binance-usdm:BTC-USDT'
const IS_WAITING = {
  status: 503,
  body: {
    code: 'NOT_READY',
    message: expect.stringMatching(/^The account demo cannot be reached: .*It is tried again/),
  },
}

describe('an engine that is started while its exchange cannot be reached', { timeout: 60_000 }, () => {
  const rig = useVenue(() => ({ stepMs: 200, balances: { USDT: 100_000 } }))
  let home: string
  let relay: Relay
  let engine: Engine | undefined
  /** What the engine has said that it waits for. */
  let waits: string[]
  beforeEach(async () => {
    waits = []
    home = mkdtempSync(join(tmpdir(), 'wheelhouse-waits-'))
    // Locks of the account in a folder of its own: others may trade with the same key at the same time.
    for (const name of ['XDG_DATA_HOME', 'LOCALAPPDATA']) vi.stubEnv(name, home)
    relay = new Relay(rig.venue.port)
    await relay.open()
    const accounts = { demo: { venue: 'binance-usdm', environment: 'testnet', urls: urlsAt(relay.port).usdm } }
    writeConfig(home, { accounts, trading: { account: 'demo' }, market: { exchange: { symbols: ['BTC-USDT'] } } })
  })
  afterEach(async () => {
    await end()
    vi.unstubAllEnvs()
    await relay.close()
    rmSync(home, { recursive: true, force: true })
  })

  /** Begins to start it; resolves once it runs. */
  const begin = async (): Promise<{ readonly started: Promise<unknown> }> => {
    engine = await openEngine({
      home,
      environment: { WHEELHOUSE_GATEWAY_PORT: '0' },
      clock: new SystemClock(),
      logger: silentLogger,
      onWaiting: (reason) => waits.push(reason),
      keyVariables: { BINANCE_API_KEY: TRADING_KEY.apiKey, BINANCE_SECRET_KEY: TRADING_KEY.secret },
    })
    const started = engine.start()
    started.catch(() => undefined)
    return { started }
  }
  const end = async (): Promise<void> => {
    await engine?.stop('the test is over')
    engine = undefined
  }
  /** The address stands in the folder as soon as the door is open. */
  const call = async (method: string, path: string, body?: unknown): Promise<EngineAnswer<unknown>> => {
    const { address } = JSON.parse(readFileSync(join(home, 'engine.json'), 'utf8')) as { address: string | null }
    return callEngine({ address: address ?? '', token: engine?.adminToken ?? '' }, { method, path, body })
  }
  const status = async (): Promise<unknown> => (await call('GET', '/status')).body

  it('says so and refuses orders, and trades by itself once the exchange has answered and all was compared', async () => {
    await relay.close()
    const { started } = await begin()
    await expect
      .poll(() => call('GET', '/status').catch(() => undefined), { timeout: 10_000 })
      .toMatchObject(IS_WAITING)
    const order = { idempotencyKey: newKey(), draft: draft({ instrumentId: INSTRUMENT }) }
    expect(await call('POST', '/orders', order)).toMatchObject(IS_WAITING)
    await relay.open()
    await started
    expect(waits[0]).toEqual(IS_WAITING.body.message)
    expect(await status()).toMatchObject({ environment: 'testnet', tradingState: 'active', tradingReason: null })
    expect((await call('GET', '/reconciliation')).body).toMatchObject({ differences: [] })
    await expect.poll(() => call('POST', '/orders', order), { timeout: 10_000 }).toMatchObject({ status: 201 })
  })

  it('stays halted where a person had halted it before', async () => {
    await (await begin()).started
    await call('POST', '/system/kill', { reason: 'enough for today' })
    await expect.poll(status).toMatchObject({ tradingState: 'halted' })
    await end()
    await relay.close()
    const { started } = await begin()
    await expect
      .poll(() => call('GET', '/status').catch(() => undefined), { timeout: 10_000 })
      .toMatchObject(IS_WAITING)
    await relay.open()
    await started
    expect(await status()).toMatchObject({ tradingState: 'halted', tradingReason: 'enough for today' })
  })

  it('waits in the same way when a person has restarted its trading', async () => {
    await (await begin()).started
    await relay.close()
    const restarted = await call('POST', '/components/trading/restart', {})
    expect(restarted.body).toMatchObject({ state: 'faulted', reason: IS_WAITING.body.message })
    expect(await call('GET', '/status')).toMatchObject(IS_WAITING)
    await relay.open()
    await expect.poll(status, { timeout: 20_000 }).toMatchObject({ environment: 'testnet', tradingState: 'active' })
  })

  it('waits where the exchange is lost between its books and its prices', async () => {
    rig.venue.faults.onRequest({ kind: 'drop', taken: false }, { matching: /GET \/fapi\/v1\/klines/, times: 3 })
    await (await begin()).started
    expect(await status()).toMatchObject({ environment: 'testnet', tradingState: 'active', tradingReason: null })
  })
})
