import { useConnection, useEngine, useEngineHost, useStatus } from '../client/index.ts'
import { ensureNever } from '../ui/index.ts'
import { DeniedPage, HostPage, OpeningPage, StartingPage, UnreachablePage } from './gate-pages.tsx'
import { type GatePlace, gatePlace } from './gate-place.ts'
import { Workbench } from './workbench.tsx'

/** What the window shows now. */
export function useGatePlace(): GatePlace {
  const { account } = useEngine()
  const connection = useConnection()
  const host = useEngineHost()
  const heard = useStatus((status) => status.version) !== undefined
  return gatePlace({ connection, account, host, heard })
}

/** Shows the panels once the engine has been heard; from then on a lost connection is a banner, not another page. */
export function Gate({ place }: { readonly place: GatePlace }) {
  switch (place.kind) {
    case 'workbench':
      return <Workbench />
    case 'denied':
      return <DeniedPage />
    case 'starting':
      return <StartingPage waitsFor={place.waitsFor} />
    case 'opening':
      return <OpeningPage account={place.account} />
    case 'away':
      return <HostPage state={place.state} />
    case 'unreachable':
      return <UnreachablePage nextTryMs={place.nextTryMs} />
    default:
      return ensureNever(place, 'place of the gate')
  }
}
