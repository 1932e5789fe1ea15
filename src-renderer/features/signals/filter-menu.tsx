import { ListFilter } from 'lucide-react'
import { useStrategies } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { IconButton, Menu, type MenuEntry } from '../../ui/index.ts'
import { isFiltered, OUTCOMES, type SignalFilter } from './signal-filter.ts'

export interface FilterMenuProps {
  readonly filter: SignalFilter
  readonly onChange: (change: Partial<SignalFilter>) => void
}

/** A value of the menu that stands for no choice. */
const ALL = ''

/** Button for the head: signals of which strategy, and with which outcome. */
export function FilterMenu({ filter, onChange }: FilterMenuProps) {
  const t = useWords('signals')
  const { list } = useStrategies()
  const entries: readonly MenuEntry[] = [
    {
      kind: 'choice',
      id: 'outcome',
      label: t('filter.outcome'),
      value: filter.outcome ?? ALL,
      options: [
        { value: ALL, label: t('filter.allOutcomes') },
        ...OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcomes.${outcome}`) })),
      ],
      onValueChange: (value) => onChange({ outcome: OUTCOMES.find((outcome) => outcome === value) ?? null }),
    },
    {
      kind: 'choice',
      id: 'strategy',
      label: t('filter.strategy'),
      value: filter.strategyId ?? ALL,
      options: [
        { value: ALL, label: t('filter.allStrategies') },
        ...list.map(({ strategyId, name }) => ({ value: strategyId, label: name })),
      ],
      onValueChange: (value) => onChange({ strategyId: value === ALL ? null : value }),
    },
  ]
  const on = isFiltered(filter)
  return (
    <Menu
      label={t('filter.outcome')}
      align="end"
      trigger={
        <IconButton
          label={`${t('filter.outcome')}, ${t('filter.strategy')}`}
          className={on ? 'table-tool-on' : undefined}
        >
          <ListFilter size={14} aria-hidden="true" />
        </IconButton>
      }
      entries={entries}
    />
  )
}
