import { useState } from 'react'
import type { VaultView } from '../../../src-contract/index.ts'
import { type CallFault, describeFault, type EngineCalls, useEngine } from '../../client/index.ts'
import { useVaultStore } from './vault-store.ts'

export interface VaultCall {
  readonly busy: boolean
  /** Why the last call failed. */
  readonly fault: CallFault | undefined
  readonly forget: () => void
  /** @returns whether it succeeded; the vault as it is then is in the store. */
  readonly run: (call: (calls: EngineCalls) => Promise<VaultView>) => Promise<boolean>
}

/** One change of the vault at a time, and what came of it. */
export function useVaultCall(): VaultCall {
  const { calls } = useEngine()
  const set = useVaultStore((store) => store.set)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<CallFault>()
  return {
    busy,
    fault,
    forget: () => setFault(undefined),
    run: async (call) => {
      setBusy(true)
      setFault(undefined)
      try {
        set(await call(calls))
        return true
      } catch (error) {
        setFault(describeFault(error))
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
