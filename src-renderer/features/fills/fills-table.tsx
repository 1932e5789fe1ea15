import { CalendarDays } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { z } from 'zod'
import type { FillView } from '../../../src-contract/index.ts'
import { useFills } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, usePanel } from '../../panels/index.ts'
import { ColumnMenu, DataTable, EmptyState, formatDay, IconButton, type RowGroup } from '../../ui/index.ts'
import {
  ExportButton,
  exportTable,
  InstrumentFilter,
  NothingHere,
  ofInstrument,
  TableParams,
  useTableParams,
  useTableScope,
} from '../tables/index.ts'
import { DayHeading } from './day-heading.tsx'
import { useFillColumns } from './fill-columns.tsx'
import { sumDays, sumFills } from './fill-sums.ts'
import './fills.css'
import { FillsFooter } from './fills-footer.tsx'

const FillsParams = TableParams.extend({ byDay: z.boolean().catch(true) })

const fillRowId = ({ fillId }: FillView): string => fillId

/** What was bought and sold, newest first, with the sums of each day. */
export function FillsTable() {
  return usePanel().visible ? <Fills /> : null
}

function Fills() {
  const t = useWords('fills')
  const { list, loaded } = useFills()
  const { params, change, view, onViewChange } = useTableParams(FillsParams)
  const scope = useTableScope(params)
  const rows = ofInstrument(list, scope.only)
  const columns = useFillColumns(params.byDay)
  const groupOf = useDays(rows)
  const showAll = (): void => change({ onlyInstrument: false })
  return (
    <>
      <HeadActions>
        <IconButton
          label={t('groupByDay')}
          aria-pressed={params.byDay}
          className={params.byDay ? 'table-tool-on' : undefined}
          onClick={() => change({ byDay: !params.byDay })}
        >
          <CalendarDays size={14} aria-hidden="true" />
        </IconButton>
        <InstrumentFilter on={params.onlyInstrument} onChange={(onlyInstrument) => change({ onlyInstrument })} />
        <ColumnMenu columns={columns} view={view} onViewChange={onViewChange} />
        <ExportButton
          name="fills"
          kind="fills"
          disabled={rows.length === 0}
          table={() => exportTable(rows, columns, view)}
        />
      </HeadActions>
      <DataTable
        label={t('title')}
        className={scope.className}
        columns={columns}
        rows={loaded ? rows : undefined}
        rowId={fillRowId}
        view={view}
        onViewChange={onViewChange}
        onSelect={({ instrumentId }) => scope.select(instrumentId)}
        {...(params.byDay && { groupOf })}
        empty={
          list.length > 0 ? (
            <NothingHere instrumentId={scope.only} onShowAll={showAll} />
          ) : (
            <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
          )
        }
        footer={<FillsFooter fills={rows} />}
      />
    </>
  )
}

const NOTHING = sumFills([])

/** The heading that a fill stands under: its day in the zone of the window. */
function useDays(fills: readonly FillView[]): (fill: FillView) => RowGroup {
  const days = useMemo(() => sumDays(fills, formatDay), [fills])
  return useCallback(
    ({ timeMs }: FillView) => {
      const day = formatDay(timeMs)
      return { id: day, label: <DayHeading day={day} sums={days.get(day) ?? NOTHING} /> }
    },
    [days],
  )
}
