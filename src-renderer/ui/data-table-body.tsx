import { type MouseEvent, type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef } from 'react'
import type { DataColumn } from './data-column.ts'
import { DataRow } from './data-row.tsx'
import type { DataTableProps } from './data-table.tsx'
import { formatSettings } from './format-settings.ts'
import { RowPress, rowIdAt } from './row-press.ts'
import type { TableLine } from './table-lines.ts'
import { withCollapsed } from './table-view.ts'
import { type DrawnLines, useDrawnLines } from './use-drawn-lines.ts'
import { useRowElements } from './use-row-elements.ts'
import { useRowKeys } from './use-row-keys.ts'

type BodyProps<Row extends object> = Pick<
  DataTableProps<Row>,
  'view' | 'onViewChange' | 'selectedId' | 'onSelect' | 'onOpen' | 'rowClass' | 'childrenOf' | 'reusesRows'
> & {
  readonly columns: readonly DataColumn<Row>[]
  readonly lines: readonly TableLine<Row>[]
  readonly frame: RefObject<HTMLDivElement | null>
}

/** The rows of a `DataTable`. */
export function DataTableBody<Row extends object>(props: BodyProps<Row>) {
  const { lines, columns, onSelect, onOpen } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const drawn = useDrawnLines(lines, props.frame)
  const onToggle = useToggle(props)
  const { activeIndex, activeId, handlers } = useRowKeys({
    body,
    lines,
    scrollTo: drawn.scrollTo,
    onEnter: ({ row }) => (onOpen ?? onSelect)?.(row),
    onSpace: ({ row }) => onSelect?.(row),
    onToggle,
  })
  const keys = useKeys(props, drawn, activeId)
  const press = useMemo(() => new RowPress(rowIdAt), [])
  const rowOf = (event: MouseEvent): Row | undefined => rowUnder(event, lines)
  const reachable = drawn.indexes.includes(activeIndex)
    ? activeIndex
    : drawn.indexes.find((index) => lines[index]?.kind === 'row')
  return (
    <tbody
      ref={body}
      {...handlers}
      onPointerDownCapture={(event) => press.handleDown(event)}
      onClickCapture={(event) => press.handleClick(event)}
      onClick={(event) => callWith(onSelect, rowOf(event))}
      onDoubleClick={(event) => callWith(onOpen, rowOf(event))}
    >
      {gap(drawn.beforePx, columns.length)}
      {drawn.indexes.map((index) =>
        lineElements({ ...props, index, keys, active: index === reachable, measure: drawn.measure, onToggle }),
      )}
      {gap(drawn.afterPx, columns.length)}
    </tbody>
  )
}

const NO_ROWS: readonly string[] = []

/** Keys of elements that need not stay with their row. Those of a long table do: each is measured for it. */
function useKeys<Row extends object>(
  { lines, reusesRows = false }: BodyProps<Row>,
  { indexes, measure }: DrawnLines,
  heldId: string | undefined,
): ReadonlyMap<string, number> {
  const idsOf = (index: number): readonly string[] => {
    const line = lines[index]
    return line?.kind === 'row' ? [line.id] : NO_ROWS
  }
  return useRowElements(reusesRows ? indexes.flatMap(idsOf) : NO_ROWS, { reuses: measure === undefined, heldId })
}

function useToggle<Row extends object>({ view, onViewChange }: BodyProps<Row>) {
  const latest = useRef({ view, onViewChange })
  useEffect(() => {
    latest.current = { view, onViewChange }
  })
  return useCallback((id: string, collapsed: boolean) => {
    latest.current.onViewChange(withCollapsed(latest.current.view, id, collapsed))
  }, [])
}

interface LineProps<Row extends object> extends BodyProps<Row> {
  readonly index: number
  /** Of the rows' elements, by the row's id. */
  readonly keys: ReadonlyMap<string, number>
  readonly active: boolean
  readonly measure: ((element: HTMLTableRowElement | null) => void) | undefined
  readonly onToggle: (id: string, collapsed: boolean) => void
}

/** No component: every line is asked for with each change of the table, and its row says whether it has changed. */
function lineElements<Row extends object>(props: LineProps<Row>): ReactNode {
  const { lines, index, columns, selectedId, onSelect, rowClass, childrenOf } = props
  const { active, measure, onToggle } = props
  const line = lines[index]
  if (line === undefined) return null
  if (line.kind === 'detail') {
    return (
      <tr key={line.id} ref={measure} className="table-detail" data-index={index} aria-rowindex={index + 2}>
        <td colSpan={columns.length}>{line.content}</td>
      </tr>
    )
  }
  if (line.kind === 'group') {
    return (
      <tr key={line.id} ref={measure} className="group" data-index={index} aria-rowindex={index + 2}>
        <th colSpan={columns.length} scope="rowgroup">
          {line.label}
        </th>
      </tr>
    )
  }
  const { id, row, level, expanded } = line
  const common = { id, row, columns, level, expanded, active, index, measure, onToggle }
  const selected = onSelect === undefined ? undefined : id === selectedId
  const looks = { selected, isTree: childrenOf !== undefined, className: rowClass?.(row), formats: formatSettings() }
  return <DataRow key={props.keys.get(id) ?? id} {...common} {...looks} />
}

/** Stands for rows that are not drawn. */
function gap(heightPx: number, span: number): ReactNode {
  if (heightPx <= 0) return null
  return (
    <tr className="table-gap" aria-hidden="true">
      <td colSpan={span} style={{ height: heightPx }} />
    </tr>
  )
}

function callWith<Row>(handler: ((row: Row) => void) | undefined, row: Row | undefined): void {
  if (row !== undefined) handler?.(row)
}

/** The row of a click; none for one on a button, a link or a field in it. */
function rowUnder<Row>({ target }: MouseEvent, lines: readonly TableLine<Row>[]): Row | undefined {
  if (!(target instanceof Element) || target.closest('button, a, input, select, textarea') !== null) return undefined
  const index = target.closest<HTMLElement>('tr[data-index]')?.dataset['index']
  const line = index === undefined ? undefined : lines[Number(index)]
  return line?.kind === 'row' ? line.row : undefined
}
