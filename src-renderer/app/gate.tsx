import { useConnection, useStatus } from '../client/index.ts'
import { DeniedPage, StartingPage, UnreachablePage } from './gate-pages.tsx'
import { Layout } from './layout.tsx'

/** Shows the panels once the engine has been heard; from then on a lost connection is a banner, not another page. */
export function Gate() {
  const connection = useConnection()
  const heard = useStatus((status) => status.version) !== undefined
  if (connection.kind === 'denied') return <DeniedPage />
  if (heard || connection.kind === 'connected') return <Layout />
  return connection.kind === 'lost' ? <UnreachablePage nextTryMs={connection.nextTryMs} /> : <StartingPage />
}
