import { Unplug } from 'lucide-react'
import { useConnection, useEngine } from '../../client/index.ts'
import { Button, ensureNever, formatAge, useNowMs } from '../../ui/index.ts'
import './status.css'

/** Says that the window has lost the engine, and when it tries again. The panels keep what they last knew. */
export function ConnectionBanner() {
  const connection = useConnection()
  switch (connection.kind) {
    case 'lost':
      return <LostBanner sinceMs={connection.sinceMs} nextTryMs={connection.nextTryMs} />
    case 'starting':
      return (
        <Banner title="The engine is starting again">
          What is shown is the last state before; it is replaced as soon as the engine is ready.
        </Banner>
      )
    case 'connecting':
    case 'connected':
    case 'denied':
      return null
    default:
      return ensureNever(connection, 'connection state')
  }
}

function LostBanner({ sinceMs, nextTryMs }: { readonly sinceMs: number; readonly nextTryMs: number }) {
  const nowMs = useNowMs(250)
  const waitMs = nextTryMs - nowMs
  return (
    <Banner title={`Engine connection lost ${formatAge(Math.max(1_000, nowMs - sinceMs))} ago`}>
      {waitMs > 0 ? `Trying again in ${Math.ceil(waitMs / 1_000)} s.` : 'Trying now.'} The engine keeps trading without
      this window.
    </Banner>
  )
}

function Banner({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  const client = useEngine()
  return (
    <div className="banner" role="status">
      <Unplug size={14} className="warn" aria-hidden="true" />
      <span className="strong">{title}</span>
      <span className="banner-text">{children}</span>
      <Button size="small" onClick={() => client.retryNow()}>
        Retry
      </Button>
    </div>
  )
}
