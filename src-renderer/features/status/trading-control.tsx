import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { describeFault, useConnection, useEngine, useStatus } from '../../client/index.ts'
import { useWords, words } from '../../i18n/index.ts'
import { Badge, IconButton, oncePerPress, showToast, Tooltip, UNKNOWN } from '../../ui/index.ts'
import './status.css'

const TONE = { active: 'up', reducing: 'warn', halted: 'danger' } as const

/** The trading state and the button that changes it. */
export function TradingControl() {
  const t = useWords('status')
  const state = useStatus((status) => status.tradingState)
  const reason = useStatus((status) => status.tradingReason)
  return (
    <div className="top-bar-block top-bar-trading">
      <div>
        <div className="top-bar-label">{t('trading.label')}</div>
        {state === undefined ? (
          UNKNOWN
        ) : (
          <Tooltip text={reason ?? t('trading.allowed')}>
            <button
              type="button"
              className="plain-button trading-state"
              aria-label={t('trading.is', { state: t(`trading.${state}`) })}
            >
              <Badge tone={TONE[state]}>{t(`trading.${state}`)}</Badge>
            </button>
          </Tooltip>
        )}
      </div>
      {state !== undefined && <PauseButton paused={state !== 'active'} />}
    </div>
  )
}

function PauseButton({ paused }: { readonly paused: boolean }) {
  const t = useWords('status')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const [busy, setBusy] = useState(false)
  const toggle = async (): Promise<void> => {
    setBusy(true)
    try {
      await (paused ? calls.system.resume({}) : calls.system.pause({}))
    } catch (error) {
      showToast({ kind: 'error', title: words('status')('trading.notChanged'), text: describeFault(error).message })
    } finally {
      setBusy(false)
    }
  }
  const Icon = paused ? Play : Pause
  return (
    <IconButton
      label={t(paused ? 'trading.resume' : 'trading.pause')}
      tone="secondary"
      disabled={busy || !connected}
      onClick={oncePerPress(() => void toggle())}
    >
      <Icon size={12} aria-hidden="true" />
    </IconButton>
  )
}
