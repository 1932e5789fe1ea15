import { type ColumnDef, createSortedRowModel, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import { compareSortValues } from './compare-sort-values.ts'
import type { DataColumn } from './data-column.ts'
import type { TreeRow } from './table-lines.ts'
import type { TableSort } from './table-view.ts'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })

export interface SortedRowsOptions<Row> {
  readonly columns: readonly DataColumn<Row>[]
  readonly rowId: (row: Row) => string
  readonly childrenOf?: ((row: Row) => readonly Row[]) | undefined
  readonly sort: TableSort | null
}

/** Rows in the order in which they are shown. Equal ones keep the order in which they came; children stay under their parent. */
export function useSortedRows<Row extends object>(
  rows: readonly Row[],
  { columns, rowId, childrenOf, sort }: SortedRowsOptions<Row>,
): readonly TreeRow<Row>[] {
  const definitions = useMemo(() => columns.map((column) => definitionOf(column)), [columns])
  const sorting = useMemo(() => (sort === null ? [] : [{ id: sort.columnId, desc: sort.descending }]), [sort])
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    state: { sorting },
    getRowId: rowId,
    getSubRows: (row) => childrenOf?.(row),
  })
  return table.getRowModel().rows.map(treeRowOf)
}

function definitionOf<Row extends object>({ id, sortValue }: DataColumn<Row>): ColumnDef<typeof features, Row> {
  return {
    id,
    accessorFn: (row) => sortValue?.(row),
    enableSorting: sortValue !== undefined,
    sortUndefined: 'last',
    sortFn: (left, right) => compareSortValues(left.getValue(id), right.getValue(id)),
  }
}

interface SortedRow<Row> {
  readonly id: string
  readonly original: Row
  readonly subRows: readonly SortedRow<Row>[]
}

const treeRowOf = <Row>({ id, original, subRows }: SortedRow<Row>): TreeRow<Row> => ({
  id,
  row: original,
  children: subRows.map(treeRowOf),
})
