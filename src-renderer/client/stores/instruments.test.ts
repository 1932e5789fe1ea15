import { describe, expect, it } from 'vitest'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { ManualTimers } from '../testing/manual-timers.ts'
import type { ConnectionState, EngineClient } from '../types.ts'
import { createInstrumentsStore, keepInstruments } from './instruments.ts'

const instrument = { instrumentId: 'simulated:BTC-PERP', symbol: 'BTC-PERP' } as InstrumentView
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

function kept() {
  const timers = new ManualTimers()
  const store = createInstrumentsStore()
  const engine = { asked: 0, fails: false, state: 'connecting' as 'connecting' | 'connected' }
  let listener: ((state: ConnectionState) => void) | undefined
  const client = {
    calls: {
      market: {
        instruments: async () => {
          engine.asked += 1
          if (engine.fails) throw new Error('broken')
          return { instruments: [instrument] }
        },
      },
    },
    connection: () => ({ kind: engine.state }),
    onConnection: (next: (state: ConnectionState) => void) => {
      listener = next
      return () => (listener = undefined)
    },
  } as unknown as EngineClient
  const end = keepInstruments(store, client, timers)
  const setState = async (state: 'connecting' | 'connected'): Promise<void> => {
    engine.state = state
    listener?.({ kind: state })
    await settle()
  }
  return { timers, store, engine, end, setState }
}

describe('instruments', () => {
  it('are asked for at every connect, not before', async () => {
    const { store, engine, setState } = kept()
    await settle()
    expect(engine.asked).toBe(0)
    await setState('connected')
    expect(store.getState()).toMatchObject({ loaded: true, list: [instrument], fault: undefined })
    await setState('connecting')
    await setState('connected')
    expect(engine.asked).toBe(2)
  })

  it('are asked for again after a failure, and what was known stays', async () => {
    const { store, engine, setState, timers } = kept()
    await setState('connected')
    engine.fails = true
    await setState('connected')
    expect(store.getState()).toMatchObject({ list: [instrument], fault: { code: 'CONNECTION_LOST' } })
    engine.fails = false
    timers.advance(2_000)
    await settle()
    expect(store.getState().fault).toBeUndefined()
    expect(engine.asked).toBe(3)
  })

  it('are not asked for any more after the end', async () => {
    const { engine, setState, timers, end } = kept()
    engine.fails = true
    await setState('connected')
    end()
    timers.advance(10_000)
    await setState('connected')
    expect(engine.asked).toBe(1)
  })
})
