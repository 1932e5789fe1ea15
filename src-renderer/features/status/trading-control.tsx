import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { describeFault, useConnection, useEngine, useStatus } from '../../client/index.ts'
import { Badge, IconButton, showToast, Tooltip, UNKNOWN } from '../../ui/index.ts'
import './status.css'

const TONE = { active: 'up', reducing: 'warn', halted: 'danger' } as const

/** The trading state and the button that changes it. */
export function TradingControl() {
  const state = useStatus((status) => status.tradingState)
  const reason = useStatus((status) => status.tradingReason)
  return (
    <div className="top-bar-block top-bar-trading">
      <div>
        <div className="top-bar-label">Trading</div>
        {state === undefined ? (
          UNKNOWN
        ) : (
          <Tooltip text={reason ?? 'Entries and exits are allowed'}>
            <button type="button" className="plain-button trading-state" aria-label={`Trading state: ${state}`}>
              <Badge tone={TONE[state]}>{state}</Badge>
            </button>
          </Tooltip>
        )}
      </div>
      {state !== undefined && <PauseButton paused={state !== 'active'} />}
    </div>
  )
}

function PauseButton({ paused }: { readonly paused: boolean }) {
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const [busy, setBusy] = useState(false)
  const toggle = async (): Promise<void> => {
    setBusy(true)
    try {
      await (paused ? calls.system.resume({}) : calls.system.pause({}))
    } catch (error) {
      showToast({ kind: 'error', title: 'The trading state was not changed', text: describeFault(error).message })
    } finally {
      setBusy(false)
    }
  }
  const Icon = paused ? Play : Pause
  return (
    <IconButton
      label={paused ? 'Resume trading' : 'Pause trading: no new entries'}
      tone="secondary"
      disabled={busy || !connected}
      onClick={() => void toggle()}
    >
      <Icon size={12} aria-hidden="true" />
    </IconButton>
  )
}
