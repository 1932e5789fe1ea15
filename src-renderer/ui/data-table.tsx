import { type ReactNode, useMemo, useRef } from 'react'
import { classNames } from './class-names.ts'
import { type DataColumn, fittingColumns, totalWidthPx } from './data-column.ts'
import { DataTableBody } from './data-table-body.tsx'
import { DataTableHead } from './data-table-head.tsx'
import './data-table.css'
import { useFormatSettings } from './format-settings.ts'
import { SkeletonRows } from './skeleton-rows.tsx'
import { type RowGroup, type TableLine, tableLines } from './table-lines.ts'
import type { TableView } from './table-view.ts'
import { useElementWidth } from './use-element-width.ts'
import { useSortedRows } from './use-sorted-rows.ts'

export interface DataTableProps<Row extends object> {
  /** What the table shows; read out, not shown. */
  readonly label: string
  /** The same list from render to render. */
  readonly columns: readonly DataColumn<Row>[]
  /** Undefined while they are loading. A row that did not change should be the same object: it is not drawn again then. */
  readonly rows: readonly Row[] | undefined
  readonly rowId: (row: Row) => string
  /** How the user has arranged the table, kept by the caller. */
  readonly view: TableView
  readonly onViewChange: (view: TableView) => void
  /** Stands in place of the table when there are no rows: an `EmptyState`. */
  readonly empty: ReactNode
  readonly selectedId?: string | undefined
  /** A click on a row, or Space. */
  readonly onSelect?: (row: Row) => void
  /** Enter or a double click; without it Enter selects. */
  readonly onOpen?: (row: Row) => void
  /** Class of a row, for example `row-stale`. */
  readonly rowClass?: (row: Row) => string | undefined
  /** Heading that a row stands under. */
  readonly groupOf?: (row: Row) => RowGroup
  /** Rows under a row, which can be folded away. */
  readonly childrenOf?: (row: Row) => readonly Row[]
  /** More about a row, in a line under it; undefined for none. */
  readonly detailOf?: (row: Row) => ReactNode
  /**
   * Rows that come may be drawn in the elements of rows that go, which costs a third: for rows that come and go by the dozen.
   * Only where no cell has a state of its own, an open menu for example: the next row would inherit it.
   */
  readonly reusesRows?: boolean
  /** A strip under the table: sums, and what they are of. */
  readonly footer?: ReactNode
  readonly className?: string
}

/**
 * A table with fixed columns, a head that stays, sorting by a click on a head, and rows that arrow keys walk through.
 * Long ones draw only what is in sight; narrow ones leave columns out by their rank.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, view, onViewChange, empty, childrenOf, footer, className } = props
  useFormatSettings()
  const frame = useRef<HTMLDivElement>(null)
  const widthPx = useElementWidth(frame)
  const shown = useMemo(
    () => fittingColumns(columns, view, widthPx ?? Number.POSITIVE_INFINITY),
    [columns, view, widthPx],
  )
  const lines = useTableLines(props)
  const isEmpty = rows?.length === 0
  return (
    <div className={classNames('data-table', className)}>
      <div className="data-table-frame" ref={frame}>
        {isEmpty ? (
          empty
        ) : (
          <table
            className="table data-table-grid"
            role={childrenOf === undefined ? 'grid' : 'treegrid'}
            aria-label={label}
            aria-busy={rows === undefined}
            aria-rowcount={rows === undefined ? undefined : lines.length + 1}
            style={{ minWidth: totalWidthPx(shown) }}
          >
            <colgroup>
              {shown.map(({ id, widthPx: width, grow }) => (
                <col key={id} style={grow ? undefined : { width }} />
              ))}
            </colgroup>
            <DataTableHead columns={shown} view={view} onViewChange={onViewChange} />
            {rows === undefined ? (
              <tbody>
                <SkeletonRows columns={shown.map(({ id, number = false }) => ({ key: id, number }))} />
              </tbody>
            ) : (
              <DataTableBody {...props} columns={shown} lines={lines} frame={frame} />
            )}
            {rows !== undefined && <Sums columns={shown} />}
          </table>
        )}
      </div>
      {/* Sums of what has not come yet would be claims. */}
      {footer !== undefined && !isEmpty && <div className="table-footer">{rows !== undefined && footer}</div>}
    </div>
  )
}

const NO_ROWS: readonly never[] = []

function useTableLines<Row extends object>(props: DataTableProps<Row>): readonly TableLine<Row>[] {
  const { rows = NO_ROWS, columns, rowId, childrenOf, groupOf, detailOf, view } = props
  // By all columns: a table stays sorted by one for which there is no room.
  const sorted = useSortedRows(rows, { columns, rowId, childrenOf, sort: view.sort })
  return tableLines(sorted, { collapsed: view.collapsed, groupOf, detailOf })
}

/** Sums stand under their columns and stay in sight. */
function Sums<Row>({ columns }: { readonly columns: readonly DataColumn<Row>[] }) {
  if (columns.every(({ sum }) => sum === undefined)) return null
  return (
    <tfoot>
      <tr>
        {columns.map(({ id, number, sum }) => (
          <td key={id} className={classNames(number && 'number')}>
            {sum}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
