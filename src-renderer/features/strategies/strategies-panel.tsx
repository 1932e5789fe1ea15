import { useState } from 'react'
import type { StrategyView } from '../../../src-contract/index.ts'
import { useStrategies } from '../../client/index.ts'
import { EmptyState } from '../../ui/index.ts'
import { ParameterForm } from './parameter-form.tsx'
import { SignalList } from './signal-list.tsx'
import './strategies.css'
import { StrategyCard } from './strategy-card.tsx'

/** The strategies as cards; the chosen one with its parameters and what it last decided. */
export function StrategiesPanel() {
  const { loaded, list, byId } = useStrategies()
  const [chosenId, setChosenId] = useState<string>()
  const chosen = (chosenId === undefined ? undefined : byId.get(chosenId)) ?? list[0]
  if (!loaded) return null
  if (chosen === undefined) {
    return (
      <EmptyState title="No strategies">None is configured. Add one under strategies in the configuration.</EmptyState>
    )
  }
  return (
    <div className="strategies">
      <ul className="strategy-list" aria-label="Strategies">
        {list.map((strategy) => (
          <li key={strategy.strategyId}>
            <StrategyCard
              strategy={strategy}
              chosen={strategy.strategyId === chosen.strategyId}
              onChoose={() => setChosenId(strategy.strategyId)}
            />
          </li>
        ))}
      </ul>
      <ChosenStrategy strategy={chosen} />
    </div>
  )
}

function ChosenStrategy({ strategy }: { readonly strategy: StrategyView }) {
  return (
    <>
      <section className="strategy-parameters" aria-label={`Parameters of ${strategy.name}`}>
        <ParameterForm key={strategy.strategyId} strategy={strategy} />
      </section>
      <section className="strategy-signals" aria-label={`Last signals of ${strategy.name}`}>
        <h3 className="strategy-heading">Last signals</h3>
        <SignalList signals={strategy.lastSignals} />
      </section>
    </>
  )
}
