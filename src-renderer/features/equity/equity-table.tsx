import { useMemo } from 'react'
import { useWords } from '../../i18n/index.ts'
import {
  type DataColumn,
  DataTable,
  formatDayAndClock,
  formatMoney,
  formatPercent,
  formatSignedMoney,
  NOT_APPLICABLE,
  signTone,
  type TableView,
  useFormatSettings,
  zoneName,
} from '../../ui/index.ts'
import { type CoursePoint, drawdownTone } from './equity-course.ts'
import { type EquityRow, equityRows } from './equity-rows.ts'

export interface EquityTableProps {
  readonly course: readonly CoursePoint[]
  readonly view: TableView
  readonly onViewChange: (view: TableView) => void
}

/** The same as numbers. */
export function EquityTable({ course, view, onViewChange }: EquityTableProps) {
  const t = useWords('equity')
  const columns = useEquityColumns()
  const rows = useMemo(() => equityRows(course), [course])
  return (
    <DataTable
      label={t('table')}
      columns={columns}
      rows={rows}
      rowId={rowIdOf}
      view={view}
      onViewChange={onViewChange}
      empty={null}
    />
  )
}

const rowIdOf = ({ timeMs }: EquityRow): string => String(timeMs)

function useEquityColumns(): readonly DataColumn<EquityRow>[] {
  const t = useWords('equity')
  const formats = useFormatSettings()
  return useMemo(
    (): readonly DataColumn<EquityRow>[] => [
      {
        id: 'time',
        label: t('time', { zone: zoneName() }),
        widthPx: 140,
        rowHead: true,
        cell: ({ timeMs }) => formatDayAndClock(timeMs),
        sortValue: ({ timeMs }) => timeMs,
      },
      {
        id: 'equity',
        label: t('equity'),
        widthPx: 96,
        number: true,
        cell: ({ equity }) => formatMoney(equity),
        sortValue: ({ equity }) => equity,
      },
      {
        id: 'change',
        label: t('change'),
        widthPx: 84,
        number: true,
        cell: ({ change }) => (change === undefined ? NOT_APPLICABLE : formatSignedMoney(change)),
        tone: ({ change }) => signTone(change ?? 0),
        sortValue: ({ change }) => change,
        dropRank: 1,
      },
      {
        id: 'drawdown',
        label: t('drawdown'),
        widthPx: 84,
        number: true,
        cell: ({ drawdown }) => formatPercent(drawdown),
        tone: ({ drawdown }) => drawdownTone(drawdown),
        sortValue: ({ drawdown }) => drawdown,
        dropRank: 2,
      },
      {
        id: 'cash',
        label: t('cash'),
        widthPx: 96,
        number: true,
        cell: ({ cash }) => formatMoney(cash),
        sortValue: ({ cash }) => cash,
        dropRank: 3,
      },
    ],
    // The zone stands in a head.
    // oxlint-disable-next-line react/exhaustive-deps -- the formats are read by functions, not from here.
    [t, formats],
  )
}
