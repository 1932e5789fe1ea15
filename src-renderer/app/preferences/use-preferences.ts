import { createContext, useCallback, useContext, useEffect } from 'react'
import { useStore } from 'zustand'
import type { ConfigView } from '../../../src-contract/index.ts'
import { describeFault, useConnection, useEngine, useStatus } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'
import type { Preferences } from './preferences.ts'
import type { WindowValues } from './window-values.ts'

export const PreferencesContext = createContext<Preferences | undefined>(undefined)

export function usePreferencesSource(): Preferences {
  const preferences = useContext(PreferencesContext)
  if (preferences === undefined) throw new Error('The preferences were asked for outside of the window.')
  return preferences
}

/** The preferences in force. */
export const usePreferences = (): WindowValues => useStore(usePreferencesSource().store)

/** Changes some of them; a refusal is told as a toast. */
export function useChangePreferences(): (values: Partial<WindowValues>) => Promise<void> {
  const preferences = usePreferencesSource()
  const { calls } = useEngine()
  return useCallback(
    async (values) => {
      try {
        await preferences.change(values, async (changed) => calls.config.put({ patch: { window: changed } }))
      } catch (error) {
        showToast({
          kind: 'error',
          title: words('workspace')('preferences.failed'),
          text: describeFault(error).message,
        })
      }
    },
    [preferences, calls],
  )
}

/** Asks for the configuration at every connect and whenever the engine announces another version of it. */
export function useFollowConfiguration(): void {
  const preferences = usePreferencesSource()
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const version = useStatus((status) => status.configVersion)
  useEffect(() => {
    if (!connected || version === undefined) return undefined
    let ended = false
    const take = ({ value }: ConfigView): void => {
      if (!ended) preferences.handleConfiguration(value)
    }
    // Until it answers again the window looks as it was; the configuration panel says what is wrong.
    calls.config.get().then(take, () => undefined)
    return () => {
      ended = true
    }
  }, [connected, version, calls, preferences])
}
