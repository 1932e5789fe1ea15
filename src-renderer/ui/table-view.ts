import { z } from 'zod'

const TableSort = z.object({ columnId: z.string(), descending: z.boolean() })
/** Column that rows are sorted by. */
export type TableSort = z.infer<typeof TableSort>

/**
 * What a user has arranged in a table; plain JSON, so that a panel keeps it in its settings:
 * `z.object({ table: TableView })` with `usePanelParams`.
 */
export const TableView = z
  .object({
    sort: TableSort.nullable().catch(null),
    /** Columns that the user has shown or hidden; the others are as the table comes. */
    columns: z.record(z.string(), z.boolean()).catch({}),
    /** Rows whose children are folded away. */
    collapsed: z.array(z.string()).catch([]),
  })
  .catch({ sort: null, columns: {}, collapsed: [] })
export type TableView = z.infer<typeof TableView>

/** A table as it comes. */
export const INITIAL_TABLE_VIEW: TableView = { sort: null, columns: {}, collapsed: [] }

/**
 * The sorting after a click on a head: first by the column in its natural direction (numbers the largest first), then
 * turned round, then as it comes.
 */
export function nextSort(sort: TableSort | null, columnId: string, numbers: boolean): TableSort | null {
  if (sort?.columnId !== columnId) return { columnId, descending: numbers }
  return sort.descending === numbers ? { columnId, descending: !numbers } : null
}

/** The view with a row's children folded away or shown. */
export function withCollapsed(view: TableView, id: string, collapsed: boolean): TableView {
  const others = view.collapsed.filter((each) => each !== id)
  return { ...view, collapsed: collapsed ? [...others, id] : others }
}
