import { type KeyboardEvent, useEffect } from 'react'
import { HeadActions, useLinkedInstrument } from '../../panels/index.ts'
import { useInstruments } from '../../client/index.ts'
import { EmptyState, ErrorState, Panel, SkeletonRows, Table, type TableColumn } from '../../ui/index.ts'
import { InstrumentFacts } from './instrument-facts.tsx'
import { neighbour } from './neighbour.ts'
import './watchlist.css'
import { WatchlistRow } from './watchlist-row.tsx'

const COLUMNS: readonly TableColumn[] = [
  { key: 'symbol', label: 'Symbol' },
  { key: 'course', label: '24 h' },
  { key: 'last', label: 'Last', number: true },
  { key: 'change', label: '24 h %', number: true },
]

/** Every instrument with its price; choosing one is choosing it for the whole window. */
export function Watchlist() {
  return (
    <Panel title="Watchlist" className="watchlist">
      <WatchlistTable />
      <InstrumentFacts />
    </Panel>
  )
}

function WatchlistTable() {
  const { loaded, list, byId, fault } = useInstruments()
  const { instrumentId, select } = useLinkedInstrument()
  useEffect(() => {
    const first = list[0]?.instrumentId
    if (first !== undefined && (instrumentId === undefined || !byId.has(instrumentId))) select(first)
  }, [list, byId, instrumentId, select])

  if (fault !== undefined && !loaded) {
    return (
      <ErrorState title="Instruments could not be loaded" code={fault.code}>
        {fault.message}
      </ErrorState>
    )
  }
  if (loaded && list.length === 0) {
    return <EmptyState title="No instruments">Name at least one under market in the configuration.</EmptyState>
  }
  const handleKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const ids = list.map((instrument) => instrument.instrumentId)
    const next = neighbour(ids, instrumentId, event.key)
    if (next === undefined) return
    event.preventDefault()
    select(next)
    const row = event.currentTarget.querySelector<HTMLElement>(`[data-instrument="${CSS.escape(next)}"]`)
    row?.focus()
  }
  return (
    <div className="watchlist-rows" onKeyDown={handleKeyDown}>
      <Table label="Watchlist" columns={COLUMNS} selectable>
        {loaded ? (
          list.map((each) => <WatchlistRow key={each.instrumentId} instrument={each} />)
        ) : (
          <SkeletonRows columns={COLUMNS} />
        )}
      </Table>
      <HeadActions>{loaded ? `${list.length} instruments` : null}</HeadActions>
    </div>
  )
}
