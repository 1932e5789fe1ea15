import { useCallback, useState } from 'react'
import { usePositions } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, usePanel } from '../../panels/index.ts'
import { ColumnMenu, DataTable, EmptyState } from '../../ui/index.ts'
import {
  ExportButton,
  exportTable,
  InstrumentFilter,
  NothingHere,
  ofInstrument,
  TableParams,
  useTableParams,
  useTableScope,
  WaysToFill,
} from '../tables/index.ts'
import { CloseAll } from './close-all.tsx'
import { CloseProvider } from './close-context.tsx'
import { HandoverProvider } from './handover-context.tsx'
import { usePositionColumns } from './position-columns.tsx'
import { type PositionRow, positionRowId, usePositionRows } from './position-rows.ts'
import './positions.css'
import { PositionsFooter } from './positions-footer.tsx'

/** Open positions with live profit, and what can be done about them. */
export function PositionsTable() {
  const { visible } = usePanel()
  return visible ? (
    <CloseProvider>
      <HandoverProvider>
        <Positions />
      </HandoverProvider>
    </CloseProvider>
  ) : null
}

const rowClass = ({ stale }: PositionRow): string | undefined => (stale ? 'row-stale' : undefined)

function Positions() {
  const t = useWords('positions')
  const { list, loaded } = usePositions()
  const { params, change, view, onViewChange } = useTableParams(TableParams)
  const scope = useTableScope(params)
  const shown = ofInstrument(list, scope.only)
  const rows = usePositionRows(shown)
  const columns = usePositionColumns()
  const { selectedId, onSelect } = useSelection(rows, scope)
  const showAll = (): void => change({ onlyInstrument: false })
  return (
    <>
      <HeadActions>
        <CloseAll positions={shown} />
        <InstrumentFilter on={params.onlyInstrument} onChange={(onlyInstrument) => change({ onlyInstrument })} />
        <ColumnMenu columns={columns} view={view} onViewChange={onViewChange} />
        <ExportButton name="positions" disabled={rows.length === 0} table={() => exportTable(rows, columns, view)} />
      </HeadActions>
      <DataTable
        label={t('title')}
        className={scope.className}
        columns={columns}
        rows={loaded ? rows : undefined}
        rowId={positionRowId}
        view={view}
        onViewChange={onViewChange}
        selectedId={selectedId}
        onSelect={onSelect}
        rowClass={rowClass}
        empty={
          list.length > 0 ? (
            <NothingHere instrumentId={scope.only} onShowAll={showAll} />
          ) : (
            <EmptyState title={t('empty.title')} actions={<WaysToFill />}>
              {t('empty.text')}
            </EmptyState>
          )
        }
        footer={<PositionsFooter positions={shown} />}
      />
    </>
  )
}

/** A row is chosen with its instrument; where several owners hold that, the one that was pressed. */
function useSelection(
  rows: readonly PositionRow[],
  scope: Pick<ReturnType<typeof useTableScope>, 'instrumentId' | 'select'>,
) {
  const { instrumentId, select } = scope
  const [pressedId, setPressedId] = useState<string>()
  const onSelect = useCallback(
    ({ position }: PositionRow) => {
      setPressedId(position.positionId)
      select(position.instrumentId)
    },
    [select],
  )
  const candidates = rows.filter(({ position }) => position.instrumentId === instrumentId)
  const selected = candidates.find((row) => positionRowId(row) === pressedId) ?? candidates[0]
  return { selectedId: selected && positionRowId(selected), onSelect }
}
