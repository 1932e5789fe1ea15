import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import type { IndicatorView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { SearchField } from '../../ui/index.ts'
import { type IndicatorGroup, indicatorGroups } from './indicator-groups.ts'
import { MAX_INDICATORS } from './indicator-list.ts'
import { kindName } from './shown-indicators.ts'
import type { ChartIndicators } from './use-chart-indicators.ts'

/** The indicators of the engine, found by their words; a press adds one. */
export function AddIndicator({ indicators }: { readonly indicators: ChartIndicators }) {
  const t = useWords('chart')
  const [query, setQuery] = useState('')
  const { list, fault } = indicators.catalogue
  const full = indicators.list.length >= MAX_INDICATORS
  const groups = indicatorGroups(list ?? [], query)
  return (
    <section aria-label={t('addIndicator')}>
      <SearchField label={t('searchIndicators')} value={query} onValueChange={setQuery} />
      {full && <p className="warn">{t('indicatorsFull', { count: MAX_INDICATORS })}</p>}
      {list === undefined && fault !== undefined && <p className="danger">{t('catalogueFailed', { fault })}</p>}
      {list !== undefined && groups.length === 0 && <p className="quiet">{t('noIndicatorFound')}</p>}
      <div className="indicator-kinds">
        {groups.map((group) => (
          <KindGroup key={group.placement} {...group} full={full} onAdd={indicators.add} />
        ))}
      </div>
    </section>
  )
}

interface KindGroupProps extends IndicatorGroup {
  readonly full: boolean
  readonly onAdd: (indicatorId: string) => void
}

function KindGroup({ placement, kinds, ...rest }: KindGroupProps) {
  const t = useWords('chart')
  const headingId = useId()
  return (
    <>
      <h4 id={headingId}>{t(`placements.${placement}`)}</h4>
      <ul aria-labelledby={headingId}>
        {kinds.map((kind) => (
          <li key={kind.indicatorId}>
            <KindButton kind={kind} {...rest} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface KindButtonProps extends Pick<KindGroupProps, 'full' | 'onAdd'> {
  readonly kind: IndicatorView
}

function KindButton({ kind: { indicatorId, title, description }, full, onAdd }: KindButtonProps) {
  return (
    <button
      type="button"
      className="indicator-kind"
      disabled={full}
      title={description}
      onClick={() => onAdd(indicatorId)}
    >
      <Plus size={12} aria-hidden="true" />
      <span>
        <b>{kindName(indicatorId)}</b> {title}
        <small>{description}</small>
      </span>
    </button>
  )
}
