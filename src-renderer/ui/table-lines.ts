import type { ReactNode } from 'react'

/** A heading over the rows that belong together. */
export interface RowGroup {
  readonly id: string
  readonly label: ReactNode
}

/** A line of a table: a row, more about the row before it, or a heading over the rows after it. */
export type TableLine<Row> =
  | {
      readonly kind: 'row'
      readonly id: string
      readonly row: Row
      /** 0 for a row without a parent. */
      readonly level: number
      /** Undefined where it has no children. */
      readonly expanded: boolean | undefined
    }
  | { readonly kind: 'detail'; readonly id: string; readonly content: ReactNode }
  | { readonly kind: 'group'; readonly id: string; readonly label: ReactNode }

/** A row with those under it, in the order in which they are shown. */
export interface TreeRow<Row> {
  readonly id: string
  readonly row: Row
  readonly children: readonly TreeRow<Row>[]
}

export interface LineOptions<Row> {
  readonly collapsed: readonly string[]
  /** Heading that a row stands under. Rows of one group come together, in the order in which groups first appear. */
  readonly groupOf?: ((row: Row) => RowGroup) | undefined
  /** What stands in a line under a row; undefined or null for none. */
  readonly detailOf?: ((row: Row) => ReactNode) | undefined
}

interface RowLineOptions<Row> extends Pick<LineOptions<Row>, 'detailOf'> {
  readonly collapsed: ReadonlySet<string>
}

/** The lines of a table, from top to bottom. */
export function tableLines<Row>(rows: readonly TreeRow<Row>[], options: LineOptions<Row>): readonly TableLine<Row>[] {
  const { groupOf, detailOf } = options
  const rowOptions = { collapsed: new Set(options.collapsed), detailOf }
  if (groupOf === undefined) return rows.flatMap((row) => linesOf(row, 0, rowOptions))
  const groups = Map.groupBy(rows, ({ row }) => groupOf(row).id)
  return [...groups].flatMap(([id, members]) => {
    const lines: TableLine<Row>[] = [{ kind: 'group', id: `group ${id}`, label: labelOf(members, groupOf) }]
    return lines.concat(members.flatMap((row) => linesOf(row, 0, rowOptions)))
  })
}

function labelOf<Row>(members: readonly TreeRow<Row>[], groupOf: (row: Row) => RowGroup): ReactNode {
  const [first] = members
  return first === undefined ? undefined : groupOf(first.row).label
}

function linesOf<Row>(
  { id, row, children }: TreeRow<Row>,
  level: number,
  options: RowLineOptions<Row>,
): readonly TableLine<Row>[] {
  const expanded = children.length === 0 ? undefined : !options.collapsed.has(id)
  const lines: TableLine<Row>[] = [{ kind: 'row', id, row, level, expanded }]
  const content = options.detailOf?.(row)
  if (content !== undefined && content !== null) lines.push({ kind: 'detail', id: `detail ${id}`, content })
  return expanded === true ? lines.concat(children.flatMap((child) => linesOf(child, level + 1, options))) : lines
}

/** Index of the row that a key leads to from the line at `index`; other lines are passed over. Undefined for other keys. */
export function rowAfterKey(
  lines: readonly TableLine<unknown>[],
  index: number,
  { key, pageRows }: { readonly key: string; readonly pageRows: number },
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return nearestRow(lines, index + 1, 1)
    case 'ArrowUp':
      return nearestRow(lines, index - 1, -1)
    case 'PageDown':
      return nearestRow(lines, Math.min(index + pageRows, lines.length - 1), -1)
    case 'PageUp':
      return nearestRow(lines, Math.max(index - pageRows, 0), 1)
    case 'Home':
      return nearestRow(lines, 0, 1)
    case 'End':
      return nearestRow(lines, lines.length - 1, -1)
    default:
      return undefined
  }
}

function nearestRow(lines: readonly TableLine<unknown>[], from: number, step: 1 | -1): number | undefined {
  for (let index = from; index >= 0 && index < lines.length; index += step) {
    if (lines[index]?.kind === 'row') return index
  }
  return undefined
}
