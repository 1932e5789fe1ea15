import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLogger, SystemClock } from './base/index.ts'
import type { SimulatedTradingVenue } from './domain/index.ts'
import { type Engine, openEngine } from './engine.ts'
import { openDatabase } from './storage/index.ts'

let home: string
let engine: Engine
let address: string
/** Of each session in turn: whether its venue still trades. */
const running: boolean[] = []

/** Notes when a session stops its venue. */
function noted(venue: SimulatedTradingVenue): SimulatedTradingVenue {
  const number = running.push(true) - 1
  const stop = (): Promise<void> => {
    running[number] = false
    return venue.stop()
  }
  return new Proxy(venue, {
    get(target, name) {
      if (name === 'stop') return stop
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'wheelhouse-ledger-fault-'))
  engine = await openEngine({
    home,
    environment: { WHEELHOUSE_GATEWAY_PORT: '0' },
    clock: new SystemClock(),
    logger: silentLogger,
    wrappers: { trading: noted },
  })
  address = (await engine.start()).address
})
afterAll(async () => {
  await engine.stop('the test is over')
  rmSync(home, { recursive: true, force: true })
})

async function call(method: 'GET' | 'POST', path: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${engine.adminToken}`, 'content-type': 'application/json' }
  const answer = await fetch(`${address}/api${path}`, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) })
  return answer.json()
}

/** Takes the table away that every fact goes to, or puts it back. */
function renameFacts(from: string, to: string): void {
  const database = openDatabase({ file: join(home, 'ledger.db'), synchronous: 'FULL' })
  database.exec(`ALTER TABLE ${from} RENAME TO ${to}`)
  database.close()
}

describe('a ledger that could not be written', () => {
  it('lets a person restart it: the former session has ended, and the next one is as halted as that was', async () => {
    renameFacts('facts', 'facts_away')
    await call('POST', '/system/pause')
    await expect.poll(() => call('GET', '/status')).toMatchObject({ tradingState: 'halted' })
    renameFacts('facts_away', 'facts')

    expect(await call('POST', '/components/storage/restart')).toMatchObject({ state: 'running' })
    expect(running).toEqual([false, true])
    expect(await call('GET', '/status')).toMatchObject({
      tradingState: 'halted',
      tradingReason: expect.stringContaining('the ledger cannot be written'),
    })
    await call('POST', '/system/resume')
    expect(await call('GET', '/status')).toMatchObject({ tradingState: 'active' })
  })
})
