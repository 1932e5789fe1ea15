import { classNames } from './class-names.ts'
import './table.css'
import { useLateFlag } from './use-late-flag.ts'

const SKELETON_ROWS = 6
/** Uneven on purpose: even bars look like content. Shares of the cell in percent. */
const BAR_WIDTHS = [72, 46, 58, 64, 40, 52] as const

export interface SkeletonRowsProps {
  /** Numbers stand right. */
  readonly columns: readonly { readonly key: string; readonly number?: boolean }[]
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
            style={{ width: `${BAR_WIDTHS[(row + column) % BAR_WIDTHS.length] ?? 50}%`, minWidth: 'min(24px, 100%)' }}
          />
        </td>
      ))}
    </tr>
  ))
}
