import { useConnection, useStatus } from '../client/index.ts'
import { AlertToasts } from '../features/alerts/index.ts'
import { ConnectionBanner } from '../features/status/index.ts'
import { Announcer } from './announcer.tsx'
import { useCommandKeys } from './commands/use-command-keys.ts'
import { useCommandContext } from './commands/use-commands.ts'
import { CancelOrdersDialog } from './dialogs/cancel-orders-dialog.tsx'
import { ClosePositionDialog } from './dialogs/close-position-dialog.tsx'
import { PriceAlertDialog } from './dialogs/price-alert-dialog.tsx'
import { FirstRun } from './first-run/first-run.tsx'
import { Palette } from './palette/palette.tsx'
import { ShortcutSheet } from './shortcuts/shortcut-sheet.tsx'
import { StatusBar } from './status-bar/status-bar.tsx'
import { TopBar } from './top-bar/top-bar.tsx'
import { useDefaultInstruments } from './use-default-instruments.ts'
import './workbench.css'
import { LayoutDialogs } from './workspace/layout-dialogs.tsx'
import { Workspace } from './workspace/workspace.tsx'

/** The window: what is always in sight above and below the panels, and what opens over them. */
export function Workbench() {
  useDefaultInstruments()
  const connected = useConnection().kind === 'connected'
  return (
    <div className="workbench" data-disconnected={!connected}>
      <EnvironmentStrip />
      <div className="workbench-top">
        <TopBar />
        <ConnectionBanner />
      </div>
      <Workspace />
      <StatusBar />
      <FirstRun />
      <Announcer />
      <AlertToasts />
      <Commands />
      <ShortcutSheet />
      <LayoutDialogs />
      <PriceAlertDialog />
    </div>
  )
}

/** What acts on the instrument in front: it is drawn when that changes, and nothing around it is. */
function Commands() {
  const context = useCommandContext()
  useCommandKeys(context)
  return (
    <>
      <Palette context={context} />
      <ClosePositionDialog context={context} />
      <CancelOrdersDialog context={context} />
    </>
  )
}

/** Paper is dashed, live solid: on the window's edge where no dialog hides it. The badge in the top bar says the word. */
function EnvironmentStrip() {
  const environment = useStatus((status) => status.environment)
  if (environment === undefined) return null
  return <div className={`environment-strip environment-${environment}`} aria-hidden="true" />
}
