import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { SignalView } from '../../../src-contract/index.ts'
import { createKeyedStore, keepItems, type KeyedState, type KeyedStoreOptions, useEngine } from '../../client/index.ts'

/** The newest first. Those that a long day leaves out stay in the engine. */
const SIGNAL_ROWS: KeyedStoreOptions<SignalView> = {
  keyOf: ({ signalId }) => signalId,
  compare: (left, right) => right.timeMs - left.timeMs,
  limit: 1_000,
}

export interface Signals extends KeyedState<SignalView> {
  /** Why the engine does not tell them; undefined while it does. */
  readonly refusal: { readonly code: string; readonly message: string } | undefined
}

/** What the strategies decided, newest first, as long as the caller is there. */
export function useSignals(): Signals {
  const client = useEngine()
  const [store] = useState(() => createKeyedStore(SIGNAL_ROWS))
  const [refusal, setRefusal] = useState<Signals['refusal']>()
  useEffect(() => {
    const items = keepItems(store)
    return client.subscribe(
      'signals',
      {},
      {
        snapshot: (signals) => {
          setRefusal(undefined)
          items.snapshot(signals)
        },
        deltas: (signals) => items.deltas(signals),
        refused: (code, message) => setRefusal({ code, message }),
      },
    )
  }, [client, store])
  return { ...useStore(store), refusal }
}
