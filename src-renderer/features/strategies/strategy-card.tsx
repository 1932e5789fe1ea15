import { useState } from 'react'
import type { StrategyView } from '../../../src-contract/index.ts'
import { describeFault, useConnection, useEngine, useInstruments } from '../../client/index.ts'
import { Badge, type BadgeTone, classNames, showToast, Switch } from '../../ui/index.ts'

const STATES: Readonly<Record<StrategyView['state'], { readonly word: string; readonly tone: BadgeTone }>> = {
  disabled: { word: 'off', tone: 'neutral' },
  warming: { word: 'warming up', tone: 'warn' },
  waiting: { word: 'waiting', tone: 'accent' },
  inPosition: { word: 'in position', tone: 'up' },
  faulted: { word: 'faulted', tone: 'danger' },
}

export interface StrategyCardProps {
  readonly strategy: StrategyView
  readonly chosen: boolean
  readonly onChoose: () => void
}

/** One strategy: on or off, how it is, what it trades. */
export function StrategyCard({ strategy, chosen, onChoose }: StrategyCardProps) {
  const { byId } = useInstruments()
  const { word, tone } = STATES[strategy.state]
  const symbols = strategy.instruments.map((id) => byId.get(id)?.symbol ?? id).join(', ')
  return (
    <article className={classNames('strategy-card', chosen && 'strategy-chosen')}>
      <EnableSwitch strategy={strategy} />
      <button type="button" className="strategy-choose" aria-pressed={chosen} onClick={onChoose}>
        <span className="strategy-name">
          {strategy.name} <Badge tone={tone}>{word}</Badge>
        </span>
        <span className="strategy-line">
          {symbols} · {strategy.timeframe}
        </span>
        {strategy.stateReason !== null && <span className="strategy-line warn">{strategy.stateReason}</span>}
      </button>
    </article>
  )
}

function EnableSwitch({ strategy }: { readonly strategy: StrategyView }) {
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const [busy, setBusy] = useState(false)
  const { strategyId, name, enabled } = strategy
  const change = async (on: boolean): Promise<void> => {
    setBusy(true)
    try {
      await (on ? calls.strategies.enable({ strategyId }) : calls.strategies.disable({ strategyId }))
    } catch (error) {
      showToast({
        kind: 'error',
        title: `${name} was not switched ${on ? 'on' : 'off'}`,
        text: describeFault(error).message,
      })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Switch checked={enabled} disabled={busy || !connected} onCheckedChange={(on) => void change(on)}>
      <span className="visually-hidden">{name}</span>
    </Switch>
  )
}
