import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type { DepartingPosition } from '../../../src-contract/index.ts'
import { type EngineCalls, usePolled, useStores } from '../../client/index.ts'
import { protectionSignature } from './protection-signature.ts'

/** Who keeps a position's stop, as the engine says; `none` where no confirmed stop covers all of it. */
export type StopKeeper = DepartingPosition['protection']

const PERIOD_MS = 5_000
/** A fill changes positions and orders several times within this time; one question is enough. */
const SETTLED_AFTER_MS = 400

const NO_KEEPERS: ReadonlyMap<string, StopKeeper> = new Map()

const askKeepers = async ({ system }: EngineCalls): Promise<ReadonlyMap<string, StopKeeper>> => {
  const { positions } = await system.departure()
  return new Map(positions.map(({ positionId, protection }) => [positionId, protection]))
}

/** Keepers by position id; a position that is not in it has not been asked about yet. */
export function useStopKeepers(): ReadonlyMap<string, StopKeeper> {
  const { value = NO_KEEPERS, refresh } = usePolled(PERIOD_MS, askKeepers)
  const signature = useProtectionSignature()
  const asked = useRef(signature)
  useEffect(() => {
    if (asked.current === signature) return undefined
    const timer = setTimeout(() => {
      asked.current = signature
      refresh()
    }, SETTLED_AFTER_MS)
    return () => clearTimeout(timer)
  }, [signature, refresh])
  return value
}

/** Renders the caller only when it changes, not with every order. */
function useProtectionSignature(): string {
  const { positions, orders } = useStores()
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = [positions.subscribe(listener), orders.subscribe(listener)]
      return () => {
        for (const end of ends) end()
      }
    },
    [positions, orders],
  )
  return useSyncExternalStore(subscribe, () => protectionSignature(positions.getState().list, orders.getState().list))
}
