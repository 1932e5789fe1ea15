import type { AlertView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { EmptyState, VirtualList } from '../../ui/index.ts'
import { AlertRow } from './alert-row.tsx'
import type { AlertSection } from './alert-sections.ts'
import type { Acknowledging } from './use-acknowledge.ts'

export interface AlertListProps {
  readonly section: AlertSection
  /** Undefined while they are loading. */
  readonly alerts: readonly AlertView[] | undefined
  readonly acknowledge: Acknowledging
}

/** Height of an alert whose text fits into two lines. */
const ROW_PX = 76

export function AlertList({ section, alerts, acknowledge }: AlertListProps) {
  const t = useWords('alerts')
  if (alerts === undefined) return <Skeleton />
  if (alerts.length === 0) return <EmptyState title={t(`empty.${section}`)}>{t(`empty.${section}Text`)}</EmptyState>
  return (
    <VirtualList
      label={t(`tabs.${section}`)}
      items={alerts}
      itemId={({ alertId }) => alertId}
      itemPx={ROW_PX}
      render={(alert) => <AlertRow alert={alert} section={section} acknowledge={acknowledge} />}
    />
  )
}

function Skeleton() {
  return (
    <div className="alert-skeleton" aria-hidden="true">
      <span className="skeleton-bar" />
      <span className="skeleton-bar" />
      <span className="skeleton-bar" />
    </div>
  )
}
