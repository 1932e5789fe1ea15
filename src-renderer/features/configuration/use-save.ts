import { useState } from 'react'
import { z } from 'zod'
import { type ConfigChange, ConfigFault } from '../../../src-contract/index.ts'
import { type CallFault, describeFault, useEngine } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'
import type { JsonObject } from './json-value.ts'

/** Why the engine did not save. */
export type Refusal =
  /** Another version is in force than the one that was shown. */
  | { readonly kind: 'conflict'; readonly message: string; readonly version: number }
  | { readonly kind: 'faults'; readonly faults: readonly ConfigFault[] }
  | { readonly kind: 'other'; readonly message: string }

const Faults = z.object({ faults: z.array(ConfigFault).min(1) })

/** What a refused call says of the draft. */
export function refusalOf({ code, message, data }: CallFault, version: number): Refusal {
  if (code === 'CONFIG_CONFLICT') return { kind: 'conflict', message, version }
  const details = Faults.safeParse(data)
  return details.success ? { kind: 'faults', faults: details.data.faults } : { kind: 'other', message }
}

export interface Saving {
  readonly busy: boolean
  /** Undefined once something was edited or loaded since. */
  readonly refusal: Refusal | undefined
  readonly forget: () => void
  readonly save: (patch: JsonObject, version: number) => Promise<void>
}

/** Sends a patch, says what came of it, and calls `onSaved`. */
export function useSave(onSaved: () => void): Saving {
  const { calls } = useEngine()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const save = async (patch: JsonObject, version: number): Promise<void> => {
    setBusy(true)
    setRefusal(undefined)
    try {
      const change = await calls.config.put({ patch, expectedVersion: version })
      const title = words('configuration')('saved', { version: change.version })
      showToast({ kind: 'success', title, text: actsWhen(change) })
      onSaved()
    } catch (error) {
      setRefusal(refusalOf(describeFault(error), version))
    } finally {
      setBusy(false)
    }
  }
  return { busy, refusal, forget: () => setRefusal(undefined), save }
}

/** When a saved change acts. */
export function actsWhen({ changed, restartNeeded }: ConfigChange): string {
  const t = words('configuration')
  if (restartNeeded.length === 0) return t('acts.now')
  const keys = restartNeeded.join(', ')
  return t(changed.length > restartNeeded.length ? 'acts.someLater' : 'acts.later', { keys })
}
