import { type KeyboardEvent, type MouseEvent, useMemo, useState } from 'react'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useLinkedInstrument } from '../../panels/index.ts'
import { anchorAt, Button, type DataColumn, DataTable, EmptyState } from '../../ui/index.ts'
import { RowMenu, type RowMenuRequest } from './row-menu.tsx'
import type { OwnList } from './use-own-list.ts'
import { useRowDrag } from './use-row-drag.ts'
import { useWatchRows } from './use-watch-rows.ts'
import type { WatchRow } from './watch-row.ts'

export interface WatchTableProps {
  readonly list: OwnList
  readonly columns: readonly DataColumn<WatchRow>[]
  /** Undefined while the instruments are loading. */
  readonly shown: readonly InstrumentView[] | undefined
  /** What was searched for; undefined while the list itself is shown. */
  readonly query: string | undefined
}

const NOTHING: readonly InstrumentView[] = []

/** The rows of the list, or of what was found. */
export function WatchTable({ list, columns, shown, query }: WatchTableProps) {
  const t = useWords('watchlist')
  const { instrumentId, select } = useLinkedInstrument()
  const [menu, setMenu] = useState<RowMenuRequest>()
  const listedIds = useMemo(() => new Set(list.ids), [list.ids])
  const rows = useWatchRows({ shown: shown ?? NOTHING, listedIds, sort: list.view.sort })
  const ordered = query === undefined && list.view.sort === null
  const drag = useRowDrag({ enabled: ordered, onMove: list.moveTo })
  const instrumentOf = (target: EventTarget): InstrumentView | undefined => {
    const id = target instanceof Element ? target.closest<HTMLElement>('tr[data-row-id]')?.dataset['rowId'] : undefined
    return shown?.find((each) => each.instrumentId === id)
  }
  const handleKeyDown = (event: KeyboardEvent): void => {
    const instrument = instrumentOf(event.target)
    if (instrument === undefined || !listedIds.has(instrument.instrumentId)) return
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (event.key === 'Delete') list.remove(instrument)
    else if (event.altKey && step !== 0 && ordered) {
      list.moveTo(instrument.instrumentId, list.ids.indexOf(instrument.instrumentId) + step)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const handleContextMenu = (event: MouseEvent): void => {
    const instrument = instrumentOf(event.target)
    if (instrument === undefined) return
    event.preventDefault()
    setMenu({ instrument, anchor: anchorOf(event) })
  }
  return (
    <div
      className="watchlist-rows"
      onKeyDownCapture={handleKeyDown}
      onContextMenu={handleContextMenu}
      {...drag.handlers}
    >
      <p className="visually-hidden">{t('moveKeys')}</p>
      <DataTable
        label={query === undefined ? t('title') : t('results')}
        columns={columns}
        rows={shown === undefined ? undefined : rows}
        rowId={rowIdOf}
        view={list.view}
        onViewChange={list.setView}
        selectedId={instrumentId}
        onSelect={(row) => select(row.instrument.instrumentId)}
        rowClass={rowClassOf}
        empty={<NoRows list={list} query={query} />}
      />
      {drag.dropPx !== undefined && <div className="watchlist-drop" style={{ top: drag.dropPx }} />}
      <RowMenu request={menu} list={list} onClose={() => setMenu(undefined)} />
    </div>
  )
}

const rowIdOf = ({ instrument }: WatchRow): string => instrument.instrumentId
const rowClassOf = ({ grey }: WatchRow): string | undefined => (grey ? 'row-stale' : undefined)

/** The key for menus has no place of the pointer: the row itself is it. */
function anchorOf({ clientX, clientY, target }: MouseEvent) {
  if (clientX !== 0 || clientY !== 0 || !(target instanceof Element)) return anchorAt(clientX, clientY)
  const { left, bottom } = target.getBoundingClientRect()
  return anchorAt(left, bottom)
}

function NoRows({ list, query }: Pick<WatchTableProps, 'list' | 'query'>) {
  const t = useWords('watchlist')
  if (query !== undefined) {
    return <EmptyState title={t('nothingFound.title')}>{t('nothingFound.text', { text: query })}</EmptyState>
  }
  return (
    <EmptyState title={t('emptyList.title')} actions={<Button onClick={list.fill}>{t('emptyList.fill')}</Button>}>
      {t('emptyList.text')}
    </EmptyState>
  )
}
