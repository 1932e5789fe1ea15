import { useCallback, useMemo, useState } from 'react'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { useInstruments } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { usePanelParams } from '../../panels/index.ts'
import type { TableView } from '../../ui/index.ts'
import { added, listed, movedTo, removed } from './own-list.ts'
import type { ListActions } from './watch-columns.tsx'
import { WatchlistSettings } from './watchlist-settings.ts'

export interface OwnList extends ListActions {
  /** In the user's order. */
  readonly instruments: readonly InstrumentView[]
  readonly ids: readonly string[]
  readonly moveTo: (instrumentId: string, index: number) => void
  /** Puts everything there is on the list. */
  readonly fill: () => void
  readonly view: TableView
  readonly setView: (view: TableView) => void
  /** What was done to the list last, for a screen reader. */
  readonly said: string
}

/** The user's own list, kept with the layout. */
export function useOwnList(): OwnList {
  const { list: all } = useInstruments()
  const [{ instrumentIds, table }, change] = usePanelParams(WatchlistSettings)
  const [said, setSaid] = useState('')
  const instruments = useMemo(() => listed(all, instrumentIds), [all, instrumentIds])
  const ids = useMemo(() => instruments.map(({ instrumentId }) => instrumentId), [instruments])
  const keep = useCallback((next: readonly string[]) => change({ instrumentIds: [...next] }), [change])
  const add = useCallback(
    ({ instrumentId }: InstrumentView) => {
      keep(added(ids, instrumentId))
    },
    [keep, ids],
  )
  const remove = useCallback(
    ({ instrumentId, symbol }: InstrumentView) => {
      keep(removed(ids, instrumentId))
      setSaid(words('watchlist')('taken', { symbol }))
    },
    [keep, ids],
  )
  const moveTo = useCallback(
    (instrumentId: string, index: number) => {
      const next = movedTo(ids, instrumentId, index)
      keep(next)
      const symbol = instruments.find((each) => each.instrumentId === instrumentId)?.symbol ?? instrumentId
      const place = next.indexOf(instrumentId) + 1
      setSaid(words('watchlist')('moved', { symbol, place, count: next.length }))
    },
    [keep, ids, instruments],
  )
  const fill = useCallback(() => change({ instrumentIds: null }), [change])
  const setView = useCallback((view: TableView) => change({ table: view }), [change])
  return { instruments, ids, add, remove, moveTo, fill, view: table, setView, said }
}
