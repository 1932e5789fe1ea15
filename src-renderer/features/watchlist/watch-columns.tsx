import { Minus, Plus } from 'lucide-react'
import { useMemo } from 'react'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { type DataColumn, IconButton } from '../../ui/index.ts'
import { dayChangeFraction, spreadBps } from './quote-text.ts'
import { ChangeCell, CourseCell, LastCell, SideCell, SpreadCell } from './watch-cells.tsx'
import type { WatchRow } from './watch-row.ts'

export interface ListActions {
  readonly add: (instrument: InstrumentView) => void
  readonly remove: (instrument: InstrumentView) => void
}

/** Columns of the watchlist. @param actions Of rows that were found by searching; none for the list itself. */
export function useWatchColumns(actions: ListActions | undefined): readonly DataColumn<WatchRow>[] {
  const t = useWords('watchlist')
  return useMemo(() => {
    const columns: readonly DataColumn<WatchRow>[] = [
      {
        id: 'symbol',
        label: t('columns.symbol'),
        widthPx: 56,
        grow: actions !== undefined,
        rowHead: true,
        cell: ({ instrument: { symbol, base, name } }) => (
          <span title={`${symbol} · ${name}`}>{actions === undefined ? base : symbol}</span>
        ),
        sortValue: ({ instrument }) => instrument.symbol,
      },
      {
        id: 'course',
        label: t('columns.course'),
        widthPx: 30,
        grow: true,
        dropRank: 1,
        cell: (row) => <CourseCell row={row} />,
      },
      {
        id: 'last',
        label: t('columns.last'),
        widthPx: 66,
        number: true,
        cell: (row) => <LastCell row={row} />,
        sortValue: ({ sortedBy }) => sortedBy?.last,
      },
      {
        id: 'change',
        label: t('columns.change'),
        help: t('columns.changeHelp'),
        widthPx: 52,
        number: true,
        cell: (row) => <ChangeCell row={row} />,
        sortValue: ({ sortedBy }) => (sortedBy === undefined ? undefined : dayChangeFraction(sortedBy)),
      },
      ...sideColumns(t('columns.bid'), t('columns.ask')),
      {
        id: 'spread',
        label: t('columns.spread'),
        widthPx: 66,
        number: true,
        hiddenAtFirst: true,
        cell: (row) => <SpreadCell row={row} />,
        sortValue: ({ sortedBy }) => (sortedBy === undefined ? undefined : spreadBps(sortedBy)),
      },
    ]
    if (actions === undefined) return columns
    // Whole symbols need the room.
    return [...columns.filter(({ id }) => id !== 'course'), actionColumn(actions)]
  }, [t, actions])
}

function sideColumns(bid: string, ask: string): readonly DataColumn<WatchRow>[] {
  const column = (side: 'bid' | 'ask', label: string): DataColumn<WatchRow> => ({
    id: side,
    label,
    widthPx: 70,
    number: true,
    hiddenAtFirst: true,
    cell: (row) => <SideCell row={row} side={side} />,
  })
  return [column('bid', bid), column('ask', ask)]
}

const actionColumn = (actions: ListActions): DataColumn<WatchRow> => ({
  id: 'actions',
  label: '',
  widthPx: 30,
  actions: true,
  cell: (row) => <ListButton row={row} actions={actions} />,
})

function ListButton({ row, actions }: { readonly row: WatchRow; readonly actions: ListActions }) {
  const t = useWords('watchlist')
  const { instrument, listed } = row
  const { symbol } = instrument
  const Icon = listed ? Minus : Plus
  return (
    <IconButton
      className="watchlist-list-button"
      label={listed ? t('remove', { symbol }) : t('add', { symbol })}
      onClick={() => (listed ? actions.remove(instrument) : actions.add(instrument))}
    >
      <Icon size={12} aria-hidden="true" />
    </IconButton>
  )
}
