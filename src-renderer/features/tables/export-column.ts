import { compareSortValues, type DataColumn, type SortValue, type TableView } from '../../ui/index.ts'
import type { CsvValue } from './csv.ts'

/** A column that can be written to a file, too. */
export interface ExportColumn<Row> extends DataColumn<Row> {
  /** What stands in the file: numbers with a point and without thousands, times as ISO 8601 in UTC. Left out: not exported. */
  readonly plain?: (row: Row) => CsvValue
  /** Its head in the file, where that says something else than the head of the table. */
  readonly plainLabel?: string
}

export interface ExportTable {
  readonly header: readonly string[]
  readonly rows: readonly (readonly CsvValue[])[]
}

/** What a table shows, for a file: the columns that the user wants, and the rows in the order of the table. */
export function exportTable<Row>(
  rows: readonly Row[],
  columns: readonly ExportColumn<Row>[],
  view: TableView,
): ExportTable {
  const wanted = columns.filter(({ id, plain, rowHead, hiddenAtFirst }) => {
    return plain !== undefined && (rowHead === true || (view.columns[id] ?? hiddenAtFirst !== true))
  })
  return {
    header: wanted.map(({ label, plainLabel }) => plainLabel ?? label),
    rows: inOrder(rows, columns, view).map((row) => wanted.map(({ plain }) => plain?.(row))),
  }
}

function inOrder<Row>(
  rows: readonly Row[],
  columns: readonly ExportColumn<Row>[],
  { sort }: TableView,
): readonly Row[] {
  const sortValue = columns.find(({ id }) => id === sort?.columnId)?.sortValue
  if (sort === null || sortValue === undefined) return rows
  return rows.toSorted((left, right) => compare(sortValue(left), sortValue(right), sort.descending))
}

/** As the table itself sorts: what is not known stands last in either direction. */
function compare(left: SortValue, right: SortValue, descending: boolean): number {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined)
  const order = compareSortValues(left, right)
  return descending ? -order : order
}

/** Zone of the times in a file, whatever that of the window is. */
export const FILE_ZONE = 'UTC'

/** A time as it stands in a file. */
export const isoTime = (timeMs: number): string => new Date(timeMs).toISOString()
