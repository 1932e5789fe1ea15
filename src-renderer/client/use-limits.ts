import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { LimitMeter } from '../../src-contract/index.ts'
import { useEngine } from './react.tsx'
import { createKeyedStore, keepItems, type KeyedState } from './stores/keyed-store.ts'

export interface WatchedLimits extends KeyedState<LimitMeter> {
  /** Why the engine does not tell them; undefined while it does. */
  readonly fault: { readonly code: string; readonly message: string } | undefined
}

/**
 * The limits that watch over the account as a whole, in the order of the engine.
 *
 * @param active - False while nobody looks: then nothing is asked for, and what is known stays.
 */
export function useLimits(active: boolean): WatchedLimits {
  const client = useEngine()
  const [store] = useState(() => createKeyedStore<LimitMeter>({ keyOf: (limit) => limit.code }))
  const [fault, setFault] = useState<WatchedLimits['fault']>()
  useEffect(() => {
    if (!active) return undefined
    const keep = keepItems(store)
    return client.subscribe(
      'limits',
      {},
      {
        snapshot: (limits) => {
          setFault(undefined)
          keep.snapshot(limits)
        },
        deltas: (limits) => keep.deltas(limits),
        refused: (code, message) => setFault({ code, message }),
      },
    )
  }, [client, store, active])
  return { ...useStore(store), fault }
}
