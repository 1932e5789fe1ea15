import { useConnection, useStatus } from '../client/index.ts'
import { SecurityBadge } from '../features/security/index.ts'
import { ConnectionBanner, StatusBar } from '../features/status/index.ts'
import { Announcer } from './announcer.tsx'
import './layout.css'
import { useOpenDialog } from './open-dialog.ts'
import { usePanelKeys } from './panel-keys.ts'
import { TopBar } from './top-bar.tsx'
import { Workspace } from './workspace/workspace.tsx'

/** The window: what is always in sight above and below the panels. */
export function Layout() {
  usePanelKeys()
  const openDialog = useOpenDialog((dialog) => dialog.open)
  const connected = useConnection().kind === 'connected'
  return (
    <div className="workbench" data-disconnected={!connected}>
      <EnvironmentStrip />
      <div className="place place-top">
        <TopBar />
        <ConnectionBanner />
      </div>
      <Workspace />
      <StatusBar>
        <SecurityBadge onOpen={() => openDialog('security')} />
      </StatusBar>
      <Announcer />
    </div>
  )
}

/** Paper is dashed, live solid: on the window's edge where no dialog hides it. The badge in the top bar says the word. */
function EnvironmentStrip() {
  const environment = useStatus((status) => status.environment)
  if (environment === undefined) return null
  return <div className={`environment-strip environment-${environment}`} aria-hidden="true" />
}
