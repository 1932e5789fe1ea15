import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo, type ReactNode, useLayoutEffect, useRef } from 'react'
import { useWords } from '../i18n/index.ts'
import { classNames } from './class-names.ts'
import type { DataColumn } from './data-column.ts'
import { rowControls } from './row-controls.ts'

export interface DataRowProps<Row> {
  readonly id: string
  readonly row: Row
  readonly columns: readonly DataColumn<Row>[]
  readonly level: number
  readonly expanded: boolean | undefined
  /** Undefined in a table whose rows cannot be selected. */
  readonly selected: boolean | undefined
  /** The one row that the Tab key reaches. */
  readonly active: boolean
  readonly className: string | undefined
  readonly isTree: boolean
  /** Its place among all lines, from 0. */
  readonly index: number
  /** Folds the rows under it away or shows them. */
  readonly onToggle: (id: string, collapsed: boolean) => void
  /** Told of the element, for measuring. */
  readonly measure: ((element: HTMLTableRowElement | null) => void) | undefined
  /** Changes when numbers and times are written in another way. */
  readonly formats: object
}

const INDENT_PX = 14

function DataRowView<Row>(props: DataRowProps<Row>) {
  const { id, row, columns, level, expanded, selected, active, className, isTree, index, measure, formats } = props
  const { onToggle } = props
  const element = useRef<HTMLTableRowElement>(null)
  // The Tab key goes from table to table: of all rows only the active one, and what is in it, can be reached by it.
  useLayoutEffect(() => {
    for (const control of rowControls(element.current)) control.tabIndex = active ? 0 : -1
  })
  return (
    <tr
      ref={(drawn) => {
        element.current = drawn
        measure?.(drawn)
      }}
      className={className}
      data-row-id={id}
      data-index={index}
      tabIndex={active ? 0 : -1}
      aria-selected={selected}
      aria-rowindex={index + 2}
      aria-level={isTree ? level + 1 : undefined}
      aria-expanded={expanded}
    >
      <RowCells {...{ id, row, columns, level, expanded, isTree, onToggle, formats }} />
    </tr>
  )
}

/** Drawn again only when one of its values has changed. */
export const DataRow = memo(DataRowView) as typeof DataRowView

type RowCellsProps<Row> = Pick<
  DataRowProps<Row>,
  'id' | 'row' | 'columns' | 'level' | 'expanded' | 'isTree' | 'onToggle' | 'formats'
>

function RowCellsView<Row>({ row, columns, isTree, ...tree }: RowCellsProps<Row>): ReactNode {
  return columns.map((column, place) => dataCell(column, row, isTree && place === 0 ? <Fold {...tree} /> : undefined))
}

/** A row that only moves, because another came before it, keeps its cells as they are. */
const RowCells = memo(RowCellsView) as typeof RowCellsView

/** An element, not a component: a table has hundreds of them, which change with their row. */
function dataCell<Row>(column: DataColumn<Row>, row: Row, fold: ReactNode): ReactNode {
  const { id, rowHead, number, actions, tone, cell } = column
  const Cell = rowHead ? 'th' : 'td'
  return (
    <Cell
      key={id}
      className={classNames(number && 'number', actions && 'actions', tone?.(row))}
      scope={rowHead ? 'row' : undefined}
    >
      {fold}
      {cell(row)}
    </Cell>
  )
}

type FoldProps = Pick<DataRowProps<never>, 'id' | 'level' | 'expanded' | 'onToggle'>

/** Indent by depth, and what folds the rows under this one. */
function Fold({ id, level, expanded, onToggle }: FoldProps) {
  const t = useWords('common')
  const Arrow = expanded ? ChevronDown : ChevronRight
  return (
    <span className="table-fold" style={{ paddingLeft: level * INDENT_PX }}>
      {expanded !== undefined && (
        <button
          type="button"
          className="table-fold-button"
          aria-label={t(expanded ? 'fold' : 'unfold')}
          onClick={(event) => {
            event.stopPropagation()
            onToggle(id, expanded)
          }}
        >
          <Arrow size={12} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
