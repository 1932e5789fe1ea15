import { useCallback } from 'react'
import { PERFORMANCE_GROUPS, type PerformanceGroup, type PerformanceView } from '../../../src-contract/index.ts'
import { type EngineCalls, usePolled } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { EmptyState, ErrorState, Note, Segmented, type TableView } from '../../ui/index.ts'
import { FiguresGrid } from './figures-grid.tsx'
import { FiguresTable } from './figures-table.tsx'

const REFRESH_MS = 15_000

export interface FiguresProps {
  readonly group: PerformanceGroup
  readonly onGroupChange: (group: PerformanceGroup) => void
  readonly table: TableView
  readonly onTableChange: (table: TableView) => void
}

/** Figures of all that was traded, or of each owner, instrument or stretch of time. */
export function FiguresView({ group, onGroupChange, table, onTableChange }: FiguresProps) {
  const t = useWords('performance')
  const ask = useCallback(
    async ({ analytics }: EngineCalls): Promise<PerformanceView> => analytics.performance({ group }),
    [group],
  )
  const { value, fault } = usePolled(REFRESH_MS, ask)
  // What was answered last may still be of the group before.
  const performance = value?.group === group ? value : undefined
  return (
    <div className="performance">
      <div className="figures-tools">
        <Segmented
          small
          label={t('groupBy')}
          value={group}
          options={PERFORMANCE_GROUPS.map((each) => ({ value: each, label: t(`groups.${each}`) }))}
          onValueChange={onGroupChange}
        />
      </div>
      {fault !== undefined && performance !== undefined && <Note kind="warn" title={t('notNew', { fault })} />}
      {fault !== undefined && performance === undefined ? (
        <ErrorState title={t('failed')}>{fault}</ErrorState>
      ) : (
        <Figures performance={performance} group={group} table={table} onTableChange={onTableChange} />
      )}
    </div>
  )
}

interface ContentProps extends Omit<FiguresProps, 'onGroupChange'> {
  readonly performance: PerformanceView | undefined
}

function Figures({ performance, group, table, onTableChange }: ContentProps) {
  const t = useWords('performance')
  const [whole] = performance?.rows ?? []
  if (group !== 'all' || performance === undefined) {
    return <FiguresTable performance={performance} group={group} table={table} onTableChange={onTableChange} />
  }
  if (whole === undefined) return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
  return <FiguresGrid row={whole} currency={performance.currency} />
}
