import { ChartPanel } from '../chart/index.tsx'
import { useConnection, useStatus } from '../client/index.ts'
import { AccountPanel } from '../features/account/index.ts'
import { SecurityBadge } from '../features/security/index.ts'
import { ConnectionBanner, StatusBar } from '../features/status/index.ts'
import { TicketPanel } from '../features/ticket/index.tsx'
import { Watchlist } from '../features/watchlist/index.ts'
import { useMediaQuery } from '../ui/index.ts'
import { Announcer } from './announcer.tsx'
import { BottomPanel } from './bottom-panel.tsx'
import './layout.css'
import { useOpenDialog } from './open-dialog.ts'
import { usePanelKeys } from './panel-keys.ts'
import { SideTabs } from './side-tabs.tsx'
import { TopBar } from './top-bar.tsx'

/** From this height on ticket and account stand under each other; below it they share the place as tabs. */
const ROOMY = '(min-height: 960px)'

/** The trade layout: watchlist, chart, ticket and account, and under them the tables. */
export function Layout() {
  usePanelKeys()
  const roomy = useMediaQuery(ROOMY)
  const openDialog = useOpenDialog((dialog) => dialog.open)
  const connected = useConnection().kind === 'connected'
  return (
    <div className="workbench" data-disconnected={!connected}>
      <EnvironmentStrip />
      <div className="place place-top">
        <TopBar />
        <ConnectionBanner />
      </div>
      <div className="place place-watchlist">
        <Watchlist />
      </div>
      <main className="place place-chart">
        <ChartPanel />
      </main>
      <div className="place place-side">
        {roomy ? (
          <>
            <TicketPanel />
            <AccountPanel />
          </>
        ) : (
          <SideTabs />
        )}
      </div>
      <div className="place place-bottom">
        <BottomPanel />
      </div>
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
