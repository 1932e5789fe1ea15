import { z } from 'zod'
import type { StrategyView } from '../../../src-contract/index.ts'
import { useStrategies } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { usePanel, usePanelParams } from '../../panels/index.ts'
import { EmptyState, useLateFlag } from '../../ui/index.ts'
import { ParameterForm } from './parameter-form.tsx'
import { SignalList } from './signal-list.tsx'
import './strategies.css'
import { StrategyCard } from './strategy-card.tsx'

const StrategiesParams = z.object({ chosenId: z.string().nullable().catch(null) })

/** The strategies as cards; the chosen one with its parameters and what it last decided. */
export function StrategiesPanel() {
  return usePanel().visible ? <Strategies /> : null
}

function Strategies() {
  const t = useWords('strategies')
  const { loaded, list, byId } = useStrategies()
  const [{ chosenId }, change] = usePanelParams(StrategiesParams)
  const chosen = byId.get(chosenId ?? '') ?? list[0]
  if (!loaded) return <LoadingCards />
  if (chosen === undefined) return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
  return (
    <div className="strategies">
      <div className="strategies-grid">
        <ul className="strategy-list" aria-label={t('title')}>
          {list.map((strategy) => (
            <li key={strategy.strategyId}>
              <StrategyCard
                strategy={strategy}
                chosen={strategy.strategyId === chosen.strategyId}
                onChoose={() => change({ chosenId: strategy.strategyId })}
              />
            </li>
          ))}
        </ul>
        <ChosenStrategy strategy={chosen} />
      </div>
    </div>
  )
}

function ChosenStrategy({ strategy }: { readonly strategy: StrategyView }) {
  const t = useWords('strategies')
  const { name } = strategy
  return (
    <>
      <section className="strategy-parameters" aria-label={t('parametersOf', { name })}>
        <ParameterForm key={strategy.strategyId} strategy={strategy} />
      </section>
      <section className="strategy-signals" aria-label={t('lastSignalsOf', { name })}>
        <SignalList strategy={strategy} />
      </section>
    </>
  )
}

/** Cards that are not known yet, in their places; nothing for the first moment. */
function LoadingCards() {
  const visible = useLateFlag()
  if (!visible) return null
  return (
    <div className="strategies" aria-busy="true">
      {['one', 'two'].map((card) => (
        <div key={card} className="strategy-card" aria-hidden="true">
          <span className="skeleton-bar strategy-bar-title" />
          <span className="skeleton-bar strategy-bar" />
          <span className="skeleton-bar strategy-bar" />
        </div>
      ))}
    </div>
  )
}
