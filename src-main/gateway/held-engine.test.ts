import { describe, expect, it } from 'vitest'
import { TOPIC_NAMES } from '../../src-contract/index.ts'
import { EngineError } from '../base/index.ts'
import { heldEngine } from './held-engine.ts'
import type { EngineApi } from './ports.ts'
import { FakeEngine } from './testing/fake-engine.ts'
import { COMPONENT, LAYOUT } from './testing/fixtures.ts'

const NOT_READY = expect.objectContaining({ code: 'NOT_READY' })

/** Parts whose every call needs a session. */
const TRADING_PARTS = [
  'market',
  'strategies',
  'orders',
  'positions',
  'account',
  'analytics',
  'reconciliation',
  'protection',
  'risk',
] as const

function callOf(engine: EngineApi, part: (typeof TRADING_PARTS)[number], verb: string): () => unknown {
  const calls = engine[part] as unknown as Record<string, (...args: unknown[]) => unknown>
  return () => calls[verb]?.({})
}

const PLAIN: ReadonlySet<string> = new Set([
  'components',
  'metrics',
  'alerts',
  'priceAlerts',
  'endpoints',
  'connections',
  'streams',
  'logs',
])

describe('an engine whose trading is put together anew', () => {
  const engine = new FakeEngine()
  const held = heldEngine(engine, () => {
    throw new EngineError('NOT_READY', 'Wait.')
  })

  it.each(TRADING_PARTS.flatMap((part) => Object.keys(engine[part]).map((verb) => [part, verb] as const)))(
    'is not ready for %s.%s',
    (part, verb) => {
      expect(callOf(held, part, verb)).toThrow(NOT_READY)
    },
  )

  it('is not ready to say how trading stands, and changes nothing about it', () => {
    const { system } = held
    expect(() => system.status()).toThrow(NOT_READY)
    expect(() => system.pause('x')).toThrow(NOT_READY)
    expect(() => system.resume()).toThrow(NOT_READY)
    expect(() => system.kill('x')).toThrow(NOT_READY)
    expect(() => system.departure()).toThrow(NOT_READY)
  })

  it('is not ready to wait for a price, which it would look up in the session; what is waited for can be seen and removed', () => {
    const { alerts } = held
    expect(() => alerts.createPrice({ instrumentId: 'simulated:X', price: '1', note: '' })).toThrow(NOT_READY)
    expect(alerts.listPrices()).toEqual(engine.alerts.listPrices())
    expect(alerts.list({ standingOnly: true, limit: 5 })).toEqual(engine.alerts.list({ standingOnly: true, limit: 5 }))
    expect(() => alerts.removePrice(engine.alerts.listPrices()[0]?.priceAlertId ?? '')).not.toThrow()
  })

  it('still lets a person see and mend what is wrong', async () => {
    expect(held.system.components()).toEqual([COMPONENT])
    expect(held.system.health()).toMatchObject({ health: 'healthy' })
    await expect(held.system.restartComponent(COMPONENT.name)).resolves.toEqual(COMPONENT)
    expect(held.config.get()).toEqual(engine.config.get())
    expect(held.endpoints.list()).toEqual(engine.endpoints.list())
    expect(held.connections.streams()).toEqual(engine.connections.streams())
    expect(held.logs.list({ level: 'debug', component: undefined, text: undefined, limit: 5 } as never)).toBeDefined()
    await expect(held.workspace.settledView()).resolves.toMatchObject({ layouts: [LAYOUT] })
    held.system.shutdown()
    expect(engine.calls).toContain('system.shutdown')
  })

  it.each(TOPIC_NAMES)('opens the stream %s only where it needs no session', async (topic) => {
    const opening = held.topics.open(topic, {}, () => undefined)
    const outcome = await opening.then(
      () => 'open',
      (error: unknown) => error,
    )
    expect(outcome).toEqual(PLAIN.has(topic) ? 'open' : NOT_READY)
  })
})
