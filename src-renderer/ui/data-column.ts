import type { ReactNode } from 'react'
import type { TableView } from './table-view.ts'

/** What a column sorts by; undefined stands last in either direction. */
export type SortValue = number | string | undefined

/** A column of a `DataTable`. Keep the list of columns the same from render to render: rows are drawn anew when it changes. */
export interface DataColumn<Row> {
  readonly id: string
  /** Its head, and its name in the menu of columns. */
  readonly label: string
  /** Shown in the head instead of the label, where that is too long or an icon is enough. */
  readonly head?: ReactNode
  /** Said while the pointer rests on the head. */
  readonly help?: string
  /** Fixed width in pixels; the contents never change it. */
  readonly widthPx: number
  /** Takes what width is left; without such a column all of them share it. */
  readonly grow?: boolean
  /** Numbers stand right, under a head that stands right, too. */
  readonly number?: boolean
  /** Names the row for a screen reader: the first column, mostly. It cannot be hidden. */
  readonly rowHead?: boolean
  readonly cell: (row: Row) => ReactNode
  /** Class of the cell, for example `signTone(row.profit)`. */
  readonly tone?: (row: Row) => string
  /** Makes the column sortable. For numbers that change all the time give a value that does not: rows must not jump. */
  readonly sortValue?: (row: Row) => SortValue
  /** 0 or none: always there. Where the table is too narrow, columns go by this, the highest first. */
  readonly dropRank?: number
  /** There only when the user asks for it. */
  readonly hiddenAtFirst?: boolean
  /** Buttons: no menu entry, no sorting, right at the end. */
  readonly actions?: boolean
  /** Under the column in the row of sums. */
  readonly sum?: ReactNode
}

type Placed = Pick<DataColumn<unknown>, 'id' | 'widthPx' | 'rowHead' | 'actions' | 'hiddenAtFirst' | 'dropRank'>

const isFixed = ({ rowHead, actions }: Placed): boolean => rowHead === true || actions === true

/** Whether a column is wanted: as the user has chosen, else as it comes. */
export function isWanted(column: Placed, view: TableView): boolean {
  return isFixed(column) || (view.columns[column.id] ?? column.hiddenAtFirst !== true)
}

/** Columns that a user may show and hide. */
export const choosableColumns = <Column extends Placed>(columns: readonly Column[]): readonly Column[] =>
  columns.filter((column) => !isFixed(column))

/**
 * The columns that are shown in so many pixels: those that are wanted, without the ones of the highest drop rank as
 * long as they do not fit. What the user has asked for by hand never goes; the table scrolls sideways instead.
 */
export function fittingColumns<Column extends Placed>(
  columns: readonly Column[],
  view: TableView,
  availablePx: number,
): readonly Column[] {
  let shown = columns.filter((column) => isWanted(column, view))
  while (totalWidthPx(shown) > availablePx) {
    const droppable = shown.filter((column) => (column.dropRank ?? 0) > 0 && view.columns[column.id] !== true)
    const highest = Math.max(...droppable.map(({ dropRank = 0 }) => dropRank))
    const goes = droppable.findLast(({ dropRank }) => dropRank === highest)
    if (goes === undefined) return shown
    shown = shown.filter((column) => column !== goes)
  }
  return shown
}

export const totalWidthPx = (columns: readonly Pick<Placed, 'widthPx'>[]): number =>
  columns.reduce((sum, { widthPx }) => sum + widthPx, 0)
