import { useEffect, useMemo } from 'react'
import { EngineProvider, type EngineClient, type EngineStores, useConnection, useEngine } from '../client/index.ts'
import { SecurityDialog } from '../features/security/index.ts'
import { UiRoot } from '../ui/index.ts'
import { AboutDialog } from './about-dialog.tsx'
import { Gate, useGatePlace } from './gate.tsx'
import { useMenuCommands } from './menu-commands.ts'
import { useDialogState } from './open-dialog.ts'
import type { Preferences } from './preferences/preferences.ts'
import { PreferencesContext, useFollowConfiguration } from './preferences/use-preferences.ts'
import { useTradedAccount } from './show-account.ts'
import { createLayouts } from './workspace/create-layouts.ts'
import { LayoutsContext } from './workspace/layouts-context.ts'

export interface AppProps {
  readonly client: EngineClient
  readonly stores: EngineStores
  readonly preferences: Preferences
}

/** The whole window. */
export function App({ client, stores, preferences }: AppProps) {
  return (
    <UiRoot>
      <PreferencesContext value={preferences}>
        <EngineProvider client={client} stores={stores}>
          <Window />
        </EngineProvider>
      </PreferencesContext>
    </UiRoot>
  )
}

function Window() {
  const place = useGatePlace()
  useMenuCommands(place.kind === 'workbench')
  useFollowConfiguration()
  useTradedAccount()
  return (
    <LayoutsContext value={useKeptLayouts()}>
      <Gate place={place} />
      <AboutDialog {...useDialogState('about')} />
      <SecurityDialog {...useDialogState('security')} />
    </LayoutsContext>
  )
}

/** The layouts, asked for at every connect and kept at the latest when the page goes. */
function useKeptLayouts() {
  const client = useEngine()
  const layouts = useMemo(() => createLayouts(client), [client])
  const connected = useConnection().kind === 'connected'
  useEffect(() => {
    if (connected) void layouts.load()
  }, [layouts, connected])
  useEffect(() => {
    const flush = (): void => void layouts.flush()
    const handleVisibility = (): void => {
      if (document.visibilityState === 'hidden') flush()
    }
    document.addEventListener('visibilitychange', handleVisibility)
    window.addEventListener('pagehide', flush)
    return () => {
      document.removeEventListener('visibilitychange', handleVisibility)
      window.removeEventListener('pagehide', flush)
    }
  }, [layouts])
  return layouts
}
