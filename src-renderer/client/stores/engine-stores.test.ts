import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { InstrumentView } from '../../../src-contract/index.ts'
import type { EngineClient, TopicHandler } from '../types.ts'
import { BITCOIN } from '../testing/bitcoin.ts'
import { connectStores, createEngineStores } from './engine-stores.ts'

const ETH: InstrumentView = { ...BITCOIN, instrumentId: 'simulated:ETH-PERP', symbol: 'ETH-PERP' }

/** Stores that follow an engine whose topics the test speaks for. */
function connected() {
  const stores = createEngineStores()
  const handlers = new Map<string, unknown>()
  const client = {
    subscribe: (topic: string, _params: unknown, handler: unknown) => {
      handlers.set(topic, handler)
      return () => handlers.delete(topic)
    },
  } as unknown as EngineClient
  const end = connectStores(stores, client)
  return { stores, topics: handlers, instruments: handlers.get('instruments') as TopicHandler<'instruments'>, end }
}

/* Nothing is drawn, as in a hidden window. */
beforeEach(() => vi.stubGlobal('document', { hidden: true }))
afterEach(() => vi.unstubAllGlobals())

describe('the instruments of the window', () => {
  it('are not known before the engine has told them', () => {
    expect(connected().stores.instruments.getState()).toMatchObject({ loaded: false, list: [] })
  })

  it('have the rules and the status of now, each at its place', () => {
    const { stores, instruments } = connected()
    instruments.snapshot([BITCOIN, ETH])
    const changed: InstrumentView = { ...BITCOIN, tickSize: '0.5', status: 'maintenance' }
    instruments.deltas([changed])
    const { loaded, byId, list } = stores.instruments.getState()
    expect({ loaded, list }).toEqual({ loaded: true, list: [changed, ETH] })
    expect(byId.get(ETH.instrumentId)).toBe(ETH)
  })

  it('are those of another engine after a reconnect to it', () => {
    const { stores, instruments } = connected()
    instruments.snapshot([BITCOIN, ETH])
    instruments.snapshot([ETH])
    expect(stores.instruments.getState().list).toEqual([ETH])
  })
})

describe('the stores', () => {
  it('leave every topic when they end', () => {
    const { topics, end } = connected()
    expect(topics.size).toBeGreaterThan(0)
    end()
    expect([...topics.keys()]).toEqual([])
  })
})
