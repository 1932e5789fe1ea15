import { useMemo } from 'react'
import type { PerformanceGroup, PerformanceRow, PerformanceView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { type DataColumn, DataTable, EmptyState, type TableView, useFormatSettings } from '../../ui/index.ts'
import { FigureText } from './figure-text.tsx'
import { type FigureId, type FigureKind, FIGURES, figureOf, figureTone } from './figures.ts'

export interface FiguresTableProps {
  /** Undefined while they are loading. */
  readonly performance: PerformanceView | undefined
  readonly group: PerformanceGroup
  readonly table: TableView
  readonly onTableChange: (table: TableView) => void
}

const PERIODS: ReadonlySet<PerformanceGroup> = new Set(['day', 'week', 'month', 'year'])

/** Figures row by row: owners, instruments, or stretches of time. */
export function FiguresTable({ performance, group, table, onTableChange }: FiguresTableProps) {
  const t = useWords('performance')
  const formats = useFormatSettings()
  const connected = useConnection().kind === 'connected'
  const zone = performance?.zone
  const columns = useMemo(
    () => [
      headColumn(rowLabel(t, group, zone)),
      ...FIGURES.map(([id, kind], index) => figureColumn(t, { id, kind, index })),
    ],
    // oxlint-disable-next-line react/exhaustive-deps -- the formats are read by functions, not from here.
    [t, group, zone, formats],
  )
  return (
    <DataTable<PerformanceRow>
      label={t('title')}
      className={connected ? '' : 'table-old'}
      columns={columns}
      rows={performance?.rows}
      rowId={({ key }) => key}
      view={table}
      onViewChange={onTableChange}
      empty={<EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
    />
  )
}

type Words = ReturnType<typeof useWords<'performance'>>

/** Stretches of time begin in a zone, which stands in the head. */
function rowLabel(t: Words, group: PerformanceGroup, zone: string | undefined): string {
  const label = t(`groups.${group}`)
  return PERIODS.has(group) && zone !== undefined ? `${label}, ${zone}` : label
}

const headColumn = (label: string): DataColumn<PerformanceRow> => ({
  id: 'row',
  label,
  widthPx: 110,
  grow: true,
  rowHead: true,
  cell: (row) => row.label,
  sortValue: ({ label: name }) => name,
})

interface FigureColumn {
  readonly id: FigureId
  readonly kind: FigureKind
  readonly index: number
}

/** Those that stand first go last when room is short. */
function figureColumn(t: Words, { id, kind, index }: FigureColumn): DataColumn<PerformanceRow> {
  return {
    id,
    label: t(`figures.${id}`),
    help: t(`help.${id}`),
    widthPx: 92,
    number: true,
    dropRank: index,
    cell: (row) => <FigureText figure={figureOf(row, id)} kind={kind} />,
    tone: (row) => figureTone(figureOf(row, id), kind),
    sortValue: (row) => figureOf(row, id).value ?? undefined,
  }
}
