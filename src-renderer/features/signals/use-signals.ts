import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { SignalView } from '../../../src-contract/index.ts'
import { createKeyedStore, keepItems, type KeyedState, useEngine } from '../../client/index.ts'

/** Signals that a long day may leave in the table; older ones stay in the engine. */
const LIMIT = 1_000

export interface Signals extends KeyedState<SignalView> {
  /** Why the engine does not tell them; undefined while it does. */
  readonly refusal: { readonly code: string; readonly message: string } | undefined
}

/** What the strategies decided, newest first, as long as the caller is there. */
export function useSignals(): Signals {
  const client = useEngine()
  const [store] = useState(() => createKeyedStore<SignalView>())
  const [refusal, setRefusal] = useState<Signals['refusal']>()
  useEffect(() => {
    const items = keepItems(store, {
      keyOf: ({ signalId }) => signalId,
      compare: (left, right) => right.timeMs - left.timeMs,
      limit: LIMIT,
    })
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
