import { useEffect, useState } from 'react'
import { describeFault, newIdempotencyKey, useEngine, useFills, useOrders, usePositions } from '../../client/index.ts'
import { type AccountSettings, accountPatch, readAccountSettings } from './account-settings.ts'

export interface AccountEditing {
  /** Undefined until the configuration is known. */
  readonly settings: AccountSettings | undefined
  readonly change: (change: Partial<AccountSettings>) => void
  /** @returns whether everything is in force now. */
  readonly save: () => Promise<boolean>
  readonly busy: boolean
  readonly fault: string | undefined
}

/** The paper account and the limits as configured, to be changed and saved together. */
export function useAccountSettings(): AccountEditing {
  const { calls } = useEngine()
  const [before, setBefore] = useState<AccountSettings>()
  const [settings, setSettings] = useState<AccountSettings>()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const restart = useFreshAccount()
  useEffect(() => {
    const read = async (): Promise<void> => {
      try {
        const { value } = await calls.config.get()
        const known = readAccountSettings(value)
        setBefore(known)
        setSettings(known)
      } catch (error) {
        setFault(describeFault(error).message)
      }
    }
    void read()
  }, [calls])
  const save = async (): Promise<boolean> => {
    const patch = before === undefined || settings === undefined ? undefined : accountPatch(before, settings)
    if (patch === undefined) return true
    setBusy(true)
    setFault(undefined)
    try {
      await calls.config.put({ patch })
      if (before?.startingCash !== settings?.startingCash) await restart()
      setBefore(settings)
      return true
    } catch (error) {
      setFault(describeFault(error).message)
      return false
    } finally {
      setBusy(false)
    }
  }
  const change = (part: Partial<AccountSettings>): void => {
    if (settings !== undefined) setSettings({ ...settings, ...part })
  }
  return { settings, change, save, busy, fault }
}

/** A new balance acts on a new account: this begins one, where nothing was traded that would be lost with it. */
function useFreshAccount(): () => Promise<void> {
  const { calls } = useEngine()
  const traded = useOrders().list.length + useFills().list.length + usePositions().list.length > 0
  return async () => {
    if (!traded) await calls.account.reset({ idempotencyKey: newIdempotencyKey() })
  }
}
