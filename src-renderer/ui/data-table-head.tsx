import { ChevronDown, ChevronUp } from 'lucide-react'
import { memo } from 'react'
import { classNames } from './class-names.ts'
import type { DataColumn } from './data-column.ts'
import { nextSort, type TableView } from './table-view.ts'

export interface DataTableHeadProps<Row> {
  readonly columns: readonly DataColumn<Row>[]
  readonly view: TableView
  readonly onViewChange: (view: TableView) => void
}

function DataTableHeadView<Row>({ columns, view, onViewChange }: DataTableHeadProps<Row>) {
  const sortBy = ({ id, number }: DataColumn<Row>): void =>
    onViewChange({ ...view, sort: nextSort(view.sort, id, number === true) })
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            className={classNames(column.number && 'number', column.actions && 'actions')}
            aria-sort={sortOf(column, view)}
            title={column.help}
          >
            <HeadLabel column={column} sort={sortOf(column, view)} onSort={() => sortBy(column)} />
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** The heads of the columns; those that can be sorted by are buttons. */
export const DataTableHead = memo(DataTableHeadView) as typeof DataTableHeadView

type SortOrder = 'ascending' | 'descending' | undefined

function sortOf({ id }: { readonly id: string }, { sort }: TableView): SortOrder {
  if (sort?.columnId !== id) return undefined
  return sort.descending ? 'descending' : 'ascending'
}

interface HeadLabelProps<Row> {
  readonly column: DataColumn<Row>
  readonly sort: SortOrder
  readonly onSort: () => void
}

function HeadLabel<Row>({ column, sort, onSort }: HeadLabelProps<Row>) {
  const { label, head, actions, sortValue } = column
  if (actions) return <span className="visually-hidden">{label}</span>
  if (sortValue === undefined) return head ?? label
  const Arrow = sort === 'ascending' ? ChevronUp : ChevronDown
  return (
    <button type="button" className="table-sort" onClick={onSort} aria-label={label}>
      <span className="table-sort-label">{head ?? label}</span>
      {sort !== undefined && <Arrow size={10} className="table-sort-arrow" aria-hidden="true" />}
    </button>
  )
}
