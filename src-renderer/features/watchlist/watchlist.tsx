import { type KeyboardEvent, useRef, useState } from 'react'
import { useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, useLinkedInstrument, usePanel } from '../../panels/index.ts'
import { EmptyState, SearchField, useMeasured } from '../../ui/index.ts'
import { InstrumentFacts } from './instrument-facts.tsx'
import { ListMenu } from './list-menu.tsx'
import { matching } from './own-list.ts'
import { useOwnList } from './use-own-list.ts'
import { useWatchColumns } from './watch-columns.tsx'
import { WatchTable } from './watch-table.tsx'
import './watchlist.css'

/** A panel lower than this keeps its room for rows. */
const ROWS_ONLY_PX = 340

/** Not a container query: that would take the facts out of the page's layout, and put them back, at each price in the panel. */
const isLowPanel = (panel: HTMLElement): boolean => panel.clientHeight < ROWS_ONLY_PX

/** The user's instruments with their prices; choosing one is choosing it for every panel of the colour. */
export function Watchlist() {
  const t = useWords('watchlist')
  const { visible } = usePanel()
  const { loaded, list } = useInstruments()
  if (loaded && list.length === 0) {
    return <EmptyState title={t('noInstruments.title')}>{t('noInstruments.text')}</EmptyState>
  }
  return <div className="watchlist">{visible && <WatchlistBody />}</div>
}

function WatchlistBody() {
  const t = useWords('watchlist')
  const { list: all, loaded } = useInstruments()
  const { select } = useLinkedInstrument()
  const own = useOwnList()
  const [query, setQuery] = useState('')
  const search = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const isLow = useMeasured(place, isLowPanel)
  const found = query.trim() === '' ? undefined : matching(all, query)
  const columns = useWatchColumns(found === undefined ? undefined : own)

  const takeFirst = (): void => {
    const first = found?.[0]
    if (first === undefined) return
    own.add(first)
    select(first.instrumentId)
    setQuery('')
  }
  const handleSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') takeFirst()
    else if (event.key === 'ArrowDown') place.current?.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus()
    else return
    event.preventDefault()
  }
  const handleKeyDown = (event: KeyboardEvent): void => {
    const isTyping = event.target instanceof HTMLInputElement
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    search.current?.focus()
  }
  return (
    <div className="watchlist-body" ref={place} onKeyDown={handleKeyDown}>
      <HeadActions>
        <ListMenu list={own} columns={columns} />
      </HeadActions>
      <div className="watchlist-search">
        <SearchField
          ref={search}
          label={t('search')}
          value={query}
          onValueChange={setQuery}
          keys="/"
          onKeyDown={handleSearchKey}
        />
      </div>
      <WatchTable
        list={own}
        columns={columns}
        shown={loaded ? (found ?? own.instruments) : undefined}
        query={found === undefined ? undefined : query.trim()}
      />
      <p className="visually-hidden" role="status">
        {own.said}
      </p>
      {isLow !== true && <InstrumentFacts />}
    </div>
  )
}
