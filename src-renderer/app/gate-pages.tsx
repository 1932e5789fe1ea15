import { KeyRound, LoaderCircle, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EngineHostState } from '../../src-contract/index.ts'
import { useEngine } from '../client/index.ts'
import { hostWords, useStartEngine, waitText } from '../features/status/index.ts'
import { useWords } from '../i18n/index.ts'
import { Button, useLateFlag, useNowMs } from '../ui/index.ts'
import { showAccount } from './show-account.ts'
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
  const t = useWords('gate')
  return (
    <GatePage icon={<KeyRound size={20} className="danger" aria-hidden="true" />} title={t('denied.title')}>
      <p className="gate-text">{t('denied.text')}</p>
      <p className="mono quiet">http://127.0.0.1:…/#token=…</p>
    </GatePage>
  )
}

/** The door answers, or is about to, and may say what there is to wait for; nothing for the first 300 ms. */
export function StartingPage({ waitsFor }: { readonly waitsFor: string | undefined }) {
  const t = useWords('gate')
  const late = useLateFlag()
  if (!late) return null
  return (
    <GatePage
      icon={<LoaderCircle size={20} className="gate-spinner quiet" aria-hidden="true" />}
      title={t(waitsFor === undefined ? 'starting.title' : 'waiting.title')}
    >
      {waitsFor !== undefined && <p className="gate-text gate-reason">{waitsFor}</p>}
      <p className="gate-text">{t(waitsFor === undefined ? 'starting.text' : 'waiting.text')}</p>
    </GatePage>
  )
}

/** The engine answers, but not yet for the account that was chosen; nothing for the first 300 ms. */
export function OpeningPage({ account }: { readonly account: string }) {
  const t = useWords('gate')
  const late = useLateFlag()
  if (!late) return null
  return (
    <GatePage
      icon={<LoaderCircle size={20} className="gate-spinner quiet" aria-hidden="true" />}
      title={t('opening.title', { account })}
    >
      <p className="gate-text">{t('opening.text')}</p>
      <Button onClick={() => showAccount(undefined)}>{t('opening.showFirst')}</Button>
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
  const t = useWords('gate')
  const client = useEngine()
  const wait = waitText(nextTryMs - useNowMs(250))
  return (
    <GatePage icon={<Unplug size={20} className="warn" aria-hidden="true" />} title={t('unreachable.title')}>
      <p className="gate-text">{t('unreachable.text', { wait })}</p>
      <Button onClick={() => client.retryNow()}>{t('unreachable.retry')}</Button>
    </GatePage>
  )
}
