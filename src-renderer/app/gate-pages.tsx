import { KeyRound, LoaderCircle, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EngineHostState } from '../../src-contract/index.ts'
import { useEngine } from '../client/index.ts'
import { hostWords, useStartEngine, waitText } from '../features/status/index.ts'
import { Button, useLateFlag, useNowMs } from '../ui/index.ts'
import './gate.css'

function GatePage({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <main className="gate">
      {icon}
      <h1 className="gate-title">{title}</h1>
      {children}
    </main>
  )
}

/** The page has no token, or a wrong one. */
export function DeniedPage() {
  return (
    <GatePage icon={<KeyRound size={20} className="danger" aria-hidden="true" />} title="Access denied">
      <p className="gate-text">
        Open the address that the engine printed when it started. It carries the access token.
      </p>
      <p className="mono quiet">http://127.0.0.1:…/#token=…</p>
    </GatePage>
  )
}

/** The door answers, or is about to; nothing for the first 300 ms. */
export function StartingPage() {
  const late = useLateFlag()
  if (!late) return null
  return (
    <GatePage
      icon={<LoaderCircle size={20} className="gate-spinner quiet" aria-hidden="true" />}
      title="The engine is starting"
    >
      <p className="gate-text">The window opens by itself as soon as markets, risk and orders are ready.</p>
    </GatePage>
  )
}

/** The engine that the desktop program hosts has not come up, or is gone before it said anything. */
export function HostPage({ state }: { readonly state: EngineHostState }) {
  const startEngine = useStartEngine()
  const words = hostWords(state, useNowMs(250))
  if (words === undefined) return null
  const { title, text, startLabel } = words
  return (
    <GatePage icon={<Unplug size={20} className="warn" aria-hidden="true" />} title={title}>
      <p className="gate-text gate-reason">{text}</p>
      {startLabel !== undefined && <Button onClick={startEngine}>{startLabel}</Button>}
    </GatePage>
  )
}

/** Nothing answers, and nothing did since the page was opened. */
export function UnreachablePage({ nextTryMs }: { readonly nextTryMs: number }) {
  const client = useEngine()
  const wait = waitText(nextTryMs - useNowMs(250))
  return (
    <GatePage icon={<Unplug size={20} className="warn" aria-hidden="true" />} title="The engine does not answer">
      <p className="gate-text">Is it running? Trying again {wait}.</p>
      <Button onClick={() => client.retryNow()}>Retry</Button>
    </GatePage>
  )
}
