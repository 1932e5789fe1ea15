import { useCallback, useState } from 'react'
import type { AccountSecretView, VaultView } from '../../../src-contract/index.ts'
import {
  type CallFault,
  describeFault,
  type EngineCalls,
  useConnection,
  useEngine,
  usePolled,
} from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'
import type { AccountProps } from './account-detail.tsx'

type Part = AccountSecretView['part']

export interface KeyForm {
  /** What was typed, by part. */
  readonly values: Readonly<Partial<Record<Part, string>>>
  readonly edit: (part: Part, value: string) => void
  readonly canSave: boolean
  readonly busy: boolean
  readonly fault: CallFault | undefined
  /** Undefined before the engine has said it. */
  readonly vault: VaultView | undefined
  readonly save: () => void
}

/** It may be unlocked in a dialog over the panel, or elsewhere. */
const VAULT_REFRESH_MS = 3_000

const askVault = (calls: EngineCalls): Promise<VaultView> => calls.secrets.vault()

/** The keys of one account while they are typed; what was sent is forgotten here. */
export function useKeyForm({ account, onChanged }: AccountProps): KeyForm {
  const t = useWords('accounts')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const { value: vault } = usePolled(VAULT_REFRESH_MS, askVault)
  const [values, setValues] = useState<KeyForm['values']>({})
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<CallFault>()
  const typed = account.secrets.flatMap(({ part, secretName }) => {
    const value = values[part]?.trim() ?? ''
    return value === '' ? [] : [{ name: secretName, value }]
  })
  const save = async (): Promise<void> => {
    setBusy(true)
    setFault(undefined)
    try {
      for (const secret of typed) await calls.secrets.put(secret)
      setValues({})
      showToast({ kind: 'success', title: t('keyForm.saved', { name: account.name }) })
      onChanged()
    } catch (error) {
      setFault(describeFault(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    values,
    edit: useCallback((part, value) => {
      setFault(undefined)
      setValues((before) => ({ ...before, [part]: value }))
    }, []),
    canSave: connected && !busy && typed.length > 0,
    busy,
    fault,
    vault,
    save: () => void save(),
  }
}
