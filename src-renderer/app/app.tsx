import { EngineProvider, type EngineClient, type EngineStores } from '../client/index.ts'
import { SecurityDialog } from '../features/security/index.ts'
import { UiRoot } from '../ui/index.ts'
import { AboutDialog } from './about-dialog.tsx'
import { Gate, useGatePlace } from './gate.tsx'
import { useMenuCommands } from './menu-commands.ts'
import { useDialogState } from './open-dialog.ts'

/** The whole window. */
export function App({ client, stores }: { readonly client: EngineClient; readonly stores: EngineStores }) {
  return (
    <UiRoot>
      <EngineProvider client={client} stores={stores}>
        <Window />
      </EngineProvider>
    </UiRoot>
  )
}

function Window() {
  const place = useGatePlace()
  useMenuCommands(place.kind === 'workbench')
  return (
    <>
      <Gate place={place} />
      <AboutDialog {...useDialogState('about')} />
      <SecurityDialog {...useDialogState('security')} />
    </>
  )
}
