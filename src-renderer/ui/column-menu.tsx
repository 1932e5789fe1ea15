import { Columns3 } from 'lucide-react'
import { memo } from 'react'
import { useWords } from '../i18n/index.ts'
import { IconButton } from './button.tsx'
import { choosableColumns, type DataColumn, isWanted } from './data-column.ts'
import { Menu } from './menu.tsx'
import type { MenuEntry } from './menu-entries.tsx'
import type { TableView } from './table-view.ts'

export interface ColumnMenuProps<Row> {
  readonly columns: readonly DataColumn<Row>[]
  readonly view: TableView
  readonly onViewChange: (view: TableView) => void
}

function ColumnMenuView<Row>({ columns, view, onViewChange }: ColumnMenuProps<Row>) {
  const t = useWords('common')
  const checks = choosableColumns(columns).map(
    (column): MenuEntry => ({
      kind: 'check',
      id: column.id,
      label: column.label,
      checked: isWanted(column, view),
      onCheckedChange: (shown) => onViewChange({ ...view, columns: { ...view.columns, [column.id]: shown } }),
    }),
  )
  const reset: readonly MenuEntry[] = [
    { kind: 'separator', id: 'before-reset' },
    {
      kind: 'action',
      id: 'reset',
      label: t('resetTable'),
      onSelect: () => onViewChange({ ...view, columns: {}, sort: null }),
    },
  ]
  return (
    <Menu
      label={t('columns')}
      align="end"
      trigger={
        <IconButton label={t('columns')}>
          <Columns3 size={14} aria-hidden="true" />
        </IconButton>
      }
      entries={[...checks, ...reset]}
    />
  )
}

/** Button for the head of a panel: which columns its table shows. Its rows may change as they like. */
export const ColumnMenu = memo(ColumnMenuView) as typeof ColumnMenuView
