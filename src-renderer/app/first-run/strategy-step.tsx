import { useState } from 'react'
import type { StrategyView } from '../../../src-contract/index.ts'
import { describeFault, useEngine, useStrategies } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { EmptyState, Switch } from '../../ui/index.ts'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** The strategies with a switch each. */
export function StrategyStep(props: StepProps) {
  const t = useWords('gate')
  const { calls } = useEngine()
  const { list } = useStrategies()
  const [fault, setFault] = useState<string>()
  const change = async (strategyId: string, on: boolean): Promise<void> => {
    setFault(undefined)
    try {
      await (on ? calls.strategies.enable({ strategyId }) : calls.strategies.disable({ strategyId }))
    } catch (error) {
      setFault(describeFault(error).message)
    }
  }
  return (
    <StepFrame title={t('guide.strategy.title')} text={t('guide.strategy.text')} fault={fault} {...props}>
      {list.length === 0 && <EmptyState title={t('guide.strategy.none')}>{t('guide.strategy.noneText')}</EmptyState>}
      <ul className="guide-list">
        {list.map((strategy) => (
          <StrategyRow
            key={strategy.strategyId}
            strategy={strategy}
            onChange={(on) => void change(strategy.strategyId, on)}
          />
        ))}
      </ul>
    </StepFrame>
  )
}

interface StrategyRowProps {
  readonly strategy: StrategyView
  readonly onChange: (on: boolean) => void
}

function StrategyRow({ strategy: { name, description, timeframe, enabled }, onChange }: StrategyRowProps) {
  return (
    <li className="guide-item">
      <Switch checked={enabled} onCheckedChange={onChange}>
        <span className="guide-name">{name}</span>
      </Switch>
      <span className="quiet">{timeframe}</span>
      <p className="guide-hint">{description}</p>
    </li>
  )
}
