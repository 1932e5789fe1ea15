import { useMemo } from 'react'
import type { StrategyView } from '../../../src-contract/index.ts'
import { useInstruments, usePositions } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { classNames } from '../../ui/index.ts'
import { NextBarNote } from './next-bar-note.tsx'
import { StrategyHoldings } from './strategy-holdings.tsx'
import { Since, StateBadge } from './strategy-state.tsx'
import { StrategySwitch } from './strategy-switch.tsx'
import { StrategyToday } from './strategy-today.tsx'

export interface StrategyCardProps {
  readonly strategy: StrategyView
  readonly chosen: boolean
  readonly onChoose: () => void
}

/** Owner of the orders and positions of a strategy. */
const ownerOf = ({ strategyId }: StrategyView): string => `strategy:${strategyId}`

/** One strategy: on or off, how it is, what it trades and holds, and what it brought today. */
export function StrategyCard({ strategy, chosen, onChoose }: StrategyCardProps) {
  const t = useWords('strategies')
  const { byId } = useInstruments()
  const owner = ownerOf(strategy)
  const all = usePositions().list
  const positions = useMemo(() => all.filter((position) => position.owner === owner), [all, owner])
  const symbols = strategy.instruments.map((id) => byId.get(id)?.symbol ?? id).join(', ')
  return (
    <article className={classNames('strategy-card', chosen && 'strategy-chosen')}>
      <header className="strategy-head">
        <button type="button" className="strategy-choose" aria-pressed={chosen} onClick={onChoose}>
          {strategy.name}
        </button>
        <StateBadge state={strategy.state} />
        <span className="strategy-switch">
          <StrategySwitch strategy={strategy} />
        </span>
      </header>
      <p className="strategy-line" title={symbols}>
        {strategy.timeframe} · {symbols}
      </p>
      {strategy.stateReason !== null && <p className="strategy-line strategy-reason">{strategy.stateReason}</p>}
      {strategy.runsOn !== null && (
        <p className="strategy-line strategy-reason">{t('runsOn', { account: strategy.runsOn })}</p>
      )}
      <div className="strategy-line">
        <StrategyHoldings positions={positions} />
      </div>
      <div className="strategy-line">
        <StrategyToday owner={owner} />
      </div>
      <p className="strategy-line quiet">
        <Since strategy={strategy} positions={positions} />
        {' · '}
        <NextBarNote timeframe={strategy.timeframe} />
      </p>
    </article>
  )
}
