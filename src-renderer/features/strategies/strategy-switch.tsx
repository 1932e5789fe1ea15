import { type ReactNode, useState } from 'react'
import type { StrategyView } from '../../../src-contract/index.ts'
import { describeFault, useAccount, useConnection, useEngine } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { showToast, Switch } from '../../ui/index.ts'
import { LiveQuestion } from './live-question.tsx'

export interface StrategySwitchProps {
  readonly strategy: StrategyView
  /** Names it in sight; otherwise its name is only read out. */
  readonly children?: ReactNode
}

/** Switches a strategy on or off; where it would trade with real money, only after a question. */
export function StrategySwitch({ strategy, children }: StrategySwitchProps) {
  const { calls } = useEngine()
  const environment = useAccount((account) => account.environment)
  const connected = useConnection().kind === 'connected'
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const { strategyId, name, enabled } = strategy
  const change = async (on: boolean): Promise<void> => {
    setBusy(true)
    try {
      await (on ? calls.strategies.enable({ strategyId }) : calls.strategies.disable({ strategyId }))
      tellSwitched(strategy, on)
    } finally {
      setBusy(false)
    }
  }
  const handleChange = (on: boolean): void => {
    if (on && environment === 'live') setAsking(true)
    else change(on).catch((error: unknown) => tellFault(strategy, on, error))
  }
  return (
    <>
      {/* Before the account is known, nobody can tell whether a question is needed. */}
      <Switch
        checked={enabled}
        disabled={busy || !connected || environment === undefined}
        onCheckedChange={handleChange}
      >
        {children ?? <span className="visually-hidden">{name}</span>}
      </Switch>
      {asking && (
        <LiveQuestion strategy={strategy} onDone={() => setAsking(false)} onConfirm={async () => change(true)} />
      )}
    </>
  )
}

function tellSwitched({ name, timeframe, state }: StrategyView, on: boolean): void {
  const t = words('strategies')
  const holds = !on && state === 'inPosition'
  showToast({
    kind: 'info',
    title: on ? t('switchedOn', { name, timeframe }) : t('switchedOff', { name }),
    ...(holds && { text: t('staysOpen') }),
  })
}

function tellFault({ name }: StrategyView, on: boolean, error: unknown): void {
  const t = words('strategies')
  const title = on ? t('notOn', { name }) : t('notOff', { name })
  showToast({ kind: 'error', title, text: describeFault(error).message })
}
