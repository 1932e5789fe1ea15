import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StatusView } from '../src-contract/index.ts'
import { silentLogger, SystemClock } from './base/index.ts'
import { type Engine, openEngine, type OpenEngineOptions } from './engine.ts'

let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'wheelhouse-engine-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Runs the real engine on the folder while the test looks at it. */
async function withEngine<T>(
  options: Partial<OpenEngineOptions>,
  look: (engine: Engine, address: string) => Promise<T>,
): Promise<T> {
  const environment = { WHEELHOUSE_GATEWAY_PORT: '0' }
  const engine = await openEngine({
    home,
    environment,
    clock: new SystemClock(),
    logger: silentLogger,
    ...options,
  })
  try {
    const { address } = await engine.start()
    return await look(engine, address)
  } finally {
    await engine.stop('the test is over')
  }
}

async function call<T>({ adminToken }: Engine, url: string, method: 'GET' | 'POST' = 'GET'): Promise<T> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const answer = await fetch(url, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) })
  return (await answer.json()) as T
}

const statusOf = (engine: Engine, address: string): Promise<StatusView> => call(engine, `${address}/api/status`)

describe('an engine that is started with a reason not to trade', () => {
  it('comes up halted, stays so over a start without one, and is resumed by hand', async () => {
    const reason = 'the engine failed 3 times in 5 minutes'
    const halted = { tradingState: 'halted', tradingReason: reason }
    expect(await withEngine({ startHalted: reason }, statusOf)).toMatchObject(halted)
    await withEngine({}, async (engine, address) => {
      expect(await statusOf(engine, address)).toMatchObject(halted)
      await call(engine, `${address}/api/system/resume`, 'POST')
    })
    expect(await withEngine({}, statusOf)).toMatchObject({ tradingState: 'active', tradingReason: null })
  }, 30_000)
})

describe('what stopping an engine would do', () => {
  it('is nothing on a folder where nothing was traded', async () => {
    const departure = await withEngine({}, (engine, address) => call(engine, `${address}/api/system/departure`))
    expect(departure).toEqual({
      onShutdown: 'cancelEntries',
      marketStandsStill: true,
      exposed: false,
      workingEntries: 0,
      positions: [],
    })
  }, 30_000)
})
