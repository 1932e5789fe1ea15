import { SlidersHorizontal } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { type DataColumn, IconButton, Menu, type MenuEntry } from '../../ui/index.ts'
import type { OwnList } from './use-own-list.ts'
import type { WatchRow } from './watch-row.ts'

export interface ListMenuProps {
  readonly list: OwnList
  readonly columns: readonly DataColumn<WatchRow>[]
}

/** What the list shows, and in which order. */
export function ListMenu({ list, columns }: ListMenuProps) {
  const t = useWords('watchlist')
  const { view, setView } = list
  const checks = columns
    .filter(({ rowHead, actions }) => rowHead !== true && actions !== true)
    .map(
      ({ id, label, hiddenAtFirst }): MenuEntry => ({
        kind: 'check',
        id,
        label,
        checked: view.columns[id] ?? hiddenAtFirst !== true,
        onCheckedChange: (shown) => setView({ ...view, columns: { ...view.columns, [id]: shown } }),
      }),
    )
  const entries: readonly MenuEntry[] = [
    { kind: 'action', id: 'fill', label: t('showAll'), onSelect: list.fill },
    {
      kind: 'action',
      id: 'own-order',
      label: t('ownOrder'),
      disabled: view.sort === null,
      onSelect: () => setView({ ...view, sort: null }),
    },
    { kind: 'separator', id: 'before-columns' },
    ...checks,
  ]
  return (
    <Menu
      label={t('menu')}
      align="end"
      trigger={
        <IconButton label={t('menu')}>
          <SlidersHorizontal size={14} aria-hidden="true" />
        </IconButton>
      }
      entries={entries}
    />
  )
}
