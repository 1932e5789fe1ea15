import { Unplug } from 'lucide-react'
import { useConnection, useEngine, useEngineHost } from '../../client/index.ts'
import { Button, useNowMs } from '../../ui/index.ts'
import { bannerWords } from './banner-words.ts'
import { useStartEngine } from './use-start-engine.ts'
import './status.css'

/** Says that the window has lost the engine, why, and when it tries again. The panels keep what they last knew. */
export function ConnectionBanner() {
  const connected = useConnection().kind === 'connected'
  return connected ? null : <Banner />
}

function Banner() {
  const client = useEngine()
  const startEngine = useStartEngine()
  const words = bannerWords({ connection: useConnection(), host: useEngineHost(), nowMs: useNowMs(250) })
  if (words === undefined) return null
  const { title, text, action } = words
  return (
    <div className="banner" role="status">
      <Unplug size={14} className="warn" aria-hidden="true" />
      <span className="banner-title">{title}</span>
      <span className="banner-text">{text}</span>
      {action !== undefined && (
        <Button size="small" onClick={() => (action.kind === 'start' ? startEngine() : client.retryNow())}>
          {action.label}
        </Button>
      )}
    </div>
  )
}
