import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLogger, SystemClock } from './base/index.ts'
import type { SimulatedTradingVenue } from './domain/index.ts'
import { type Engine, openEngine } from './engine.ts'

const REASON = 'the engine failed 3 times in 5 minutes'

let home: string
let engine: Engine
let address: string
/** Keeps trading from coming up. */
let isVenueGone = false

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'wheelhouse-stages-'))
  const trading = (venue: SimulatedTradingVenue): SimulatedTradingVenue => {
    if (isVenueGone) throw new Error('the venue is gone')
    return venue
  }
  engine = await openEngine({
    home,
    environment: { WHEELHOUSE_GATEWAY_PORT: '0' },
    clock: new SystemClock(),
    logger: silentLogger,
    wrappers: { trading },
    startHalted: REASON,
  })
  address = (await engine.start()).address
})
afterAll(async () => {
  await engine.stop('the test is over')
  rmSync(home, { recursive: true, force: true })
})

async function call(method: 'GET' | 'POST', path: string): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${engine.adminToken}`, 'content-type': 'application/json' }
  const answer = await fetch(`${address}/api${path}`, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) })
  return { status: answer.status, body: await answer.json() }
}

const restart = (name: string) => call('POST', `/components/${name}/restart`)
const status = async () => (await call('GET', '/status')).body

describe('a session that is put together anew while the engine runs', () => {
  it('does not come up halted again for a reason that a person has dealt with', async () => {
    expect(await status()).toMatchObject({ tradingState: 'halted', tradingReason: REASON })
    await call('POST', '/system/resume')
    expect((await restart('trading')).body).toMatchObject({ state: 'running' })
    expect(await status()).toMatchObject({ tradingState: 'active', tradingReason: null })
  })

  it('is held from its first moment until the restart is over', async () => {
    const reducing = async (): Promise<{ count: number; resolvedAtMs: number | null } | undefined> => {
      const { alerts } = (await call('GET', '/alerts')).body as {
        alerts: { code: string; count: number; resolvedAtMs: number | null }[]
      }
      return alerts.find(({ code }) => code === 'TRADING_REDUCING')
    }
    const before = (await reducing())?.count ?? 0
    await restart('trading')
    await expect.poll(async () => (await reducing())?.resolvedAtMs).toEqual(expect.any(Number))
    // Once for the session that ends, and again for the one that comes up.
    expect(((await reducing())?.count ?? 0) - before).toBeGreaterThan(1)
  })

  it('that does not come up leaves a door through which a person can try again, and halts what comes up then', async () => {
    isVenueGone = true
    expect(await restart('trading')).toMatchObject({
      status: 200,
      body: { state: 'faulted', reason: 'the venue is gone' },
    })
    expect(await call('GET', '/status')).toMatchObject({ status: 503, body: { code: 'NOT_READY' } })
    expect(await call('POST', '/orders/cancel-all')).toMatchObject({ status: 503, body: { code: 'NOT_READY' } })
    const faulted: unknown = expect.objectContaining({ name: 'trading', reason: 'the venue is gone' })
    expect((await call('GET', '/components')).body).toEqual({ components: expect.arrayContaining([faulted]) })

    isVenueGone = false
    expect((await restart('trading')).body).toMatchObject({ state: 'running', restarts: 4 })
    expect(await status()).toMatchObject({
      tradingState: 'halted',
      tradingReason: expect.stringContaining('the venue is gone'),
    })
    await call('POST', '/system/resume')
    expect(await status()).toMatchObject({ tradingState: 'active' })
  })
})
