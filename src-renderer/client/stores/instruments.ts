import { createStore, type StoreApi } from 'zustand/vanilla'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { type CallFault, describeFault } from '../fault.ts'
import type { Timers } from '../timers.ts'
import type { EngineClient } from '../types.ts'

export interface InstrumentsState {
  readonly loaded: boolean
  readonly byId: ReadonlyMap<string, InstrumentView>
  readonly list: readonly InstrumentView[]
  /** Why the last try to load failed; what was loaded before stays. */
  readonly fault: CallFault | undefined
}

export type InstrumentsStore = StoreApi<InstrumentsState>

export function createInstrumentsStore(): InstrumentsStore {
  return createStore<InstrumentsState>(() => ({ loaded: false, byId: new Map(), list: [], fault: undefined }))
}

const RETRY_MS = 2_000

/**
 * Keeps the list of instruments. They have no topic, so they are asked for at every connect, because another engine
 * may have others, and again after a failure.
 *
 * @returns what ends it.
 */
export function keepInstruments(store: InstrumentsStore, client: EngineClient, timers: Timers): () => void {
  let cancelRetry = (): void => undefined
  let ended = false
  const load = async (): Promise<void> => {
    try {
      const { instruments } = await client.calls.market.instruments()
      const byId = new Map(instruments.map((instrument) => [instrument.instrumentId, instrument]))
      store.setState({ loaded: true, byId, list: instruments, fault: undefined })
    } catch (error) {
      store.setState({ fault: describeFault(error) })
      if (!ended) cancelRetry = timers.after(RETRY_MS, loadWhenConnected)
    }
  }
  const loadWhenConnected = (): void => {
    cancelRetry()
    if (client.connection().kind === 'connected') void load()
  }
  loadWhenConnected()
  const endConnection = client.onConnection(loadWhenConnected)
  return () => {
    ended = true
    cancelRetry()
    endConnection()
  }
}
