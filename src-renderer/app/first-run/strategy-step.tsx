import type { StrategyView } from '../../../src-contract/index.ts'
import { useStrategies } from '../../client/index.ts'
import { StrategySwitch } from '../../features/strategies/index.ts'
import { useWords } from '../../i18n/index.ts'
import { EmptyState } from '../../ui/index.ts'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** The strategies with a switch each. */
export function StrategyStep(props: StepProps) {
  const t = useWords('gate')
  const { list } = useStrategies()
  return (
    <StepFrame title={t('guide.strategy.title')} text={t('guide.strategy.text')} {...props}>
      {list.length === 0 && <EmptyState title={t('guide.strategy.none')}>{t('guide.strategy.noneText')}</EmptyState>}
      <ul className="guide-list">
        {list.map((strategy) => (
          <StrategyRow key={strategy.strategyId} strategy={strategy} />
        ))}
      </ul>
    </StepFrame>
  )
}

function StrategyRow({ strategy }: { readonly strategy: StrategyView }) {
  const { name, description, timeframe } = strategy
  return (
    <li className="guide-item">
      <StrategySwitch strategy={strategy}>
        <span className="guide-name">{name}</span>
      </StrategySwitch>
      <span className="quiet">{timeframe}</span>
      <p className="guide-hint">{description}</p>
    </li>
  )
}
