import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import './table.css'
import { useLateFlag } from './use-late-flag.ts'

export interface TableColumn {
  readonly key: string
  readonly label: ReactNode
  /** Numbers stand right, under a head that stands right, too. */
  readonly number?: boolean
  /** Takes what width is left. */
  readonly grow?: boolean
}

export interface TableProps {
  /** What the table shows; read out, not shown. */
  readonly label: string
  readonly columns: readonly TableColumn[]
  /** Rows can be selected: says so to a screen reader. */
  readonly selectable?: boolean
  /** Rows (`tr`), or what stands in their place. */
  readonly children: ReactNode
}

/** A table with a head that stays; the rows scroll. */
export function Table({ label, columns, selectable, children }: TableProps) {
  return (
    <div className="table-frame">
      <table className="table" aria-label={label} role={selectable ? 'grid' : undefined}>
        <thead>
          <tr>
            {columns.map(({ key, label: head, number, grow }) => (
              <th key={key} scope="col" className={classNames(number && 'number', grow && 'grow')}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

const SKELETON_ROWS = 6
/** Uneven on purpose: even bars look like content. Shares of the cell in percent. */
const BAR_WIDTHS = [72, 46, 58, 64, 40, 52] as const

export interface SkeletonRowsProps {
  readonly columns: readonly Pick<TableColumn, 'key' | 'number'>[]
  readonly rows?: number
}

/** Rows of a table that is still loading; nothing for the first 300 ms, and no shimmer. */
export function SkeletonRows({ columns, rows = SKELETON_ROWS }: SkeletonRowsProps) {
  const visible = useLateFlag()
  if (!visible) return null
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row} aria-hidden="true">
      {columns.map(({ key, number }, column) => (
        <td key={key} className={classNames(number && 'number')}>
          <span
            className="skeleton-bar"
            style={{ width: `${BAR_WIDTHS[(row + column) % BAR_WIDTHS.length] ?? 50}%`, minWidth: 24 }}
          />
        </td>
      ))}
    </tr>
  ))
}
