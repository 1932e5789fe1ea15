import { EngineProvider, type EngineClient, type EngineStores } from '../client/index.ts'
import { UiRoot } from '../ui/index.ts'
import { Gate } from './gate.tsx'

/** The whole window. */
export function App({ client, stores }: { readonly client: EngineClient; readonly stores: EngineStores }) {
  return (
    <UiRoot>
      <EngineProvider client={client} stores={stores}>
        <Gate />
      </EngineProvider>
    </UiRoot>
  )
}
