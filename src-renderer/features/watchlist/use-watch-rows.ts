import { useEffect, useMemo, useState } from 'react'
import type { InstrumentView, QuoteView } from '../../../src-contract/index.ts'
import { useConnection, useQuotes } from '../../client/index.ts'
import type { TableSort } from '../../ui/index.ts'
import { useStaleInstruments } from '../tables/index.ts'
import type { WatchRow } from './watch-row.ts'

export interface WatchRowsOptions {
  readonly shown: readonly InstrumentView[]
  readonly listedIds: ReadonlySet<string>
  readonly sort: TableSort | null
}

/** Rows of these instruments; a row stays the same object until something in it changes. */
export function useWatchRows({ shown, listedIds, sort }: WatchRowsOptions): readonly WatchRow[] {
  const connected = useConnection().kind === 'connected'
  const staleIds = useStaleInstruments(shown.map(({ instrumentId }) => instrumentId))
  const sortQuotes = useSortQuotes(sort !== null && sort.columnId !== 'symbol')
  return useMemo(
    () =>
      shown.map((instrument): WatchRow => {
        const stale = staleIds.has(instrument.instrumentId)
        const sortedBy = sortQuotes?.get(instrument.instrumentId)
        return {
          instrument,
          listed: listedIds.has(instrument.instrumentId),
          stale,
          grey: stale || !connected,
          sortedBy,
        }
      }),
    [shown, listedIds, staleIds, connected, sortQuotes],
  )
}

const SORT_AGAIN_MS = 5_000

/** Quotes of the moment, every few seconds, for sorting by them. */
function useSortQuotes(active: boolean): ReadonlyMap<string, QuoteView> | undefined {
  const quotes = useQuotes()
  const [sampled, setSampled] = useState<ReadonlyMap<string, QuoteView>>()
  useEffect(() => {
    if (!active) return undefined
    const sample = (): void => {
      const known = quotes.keys().map((id) => [id, quotes.get(id)] as const)
      setSampled(new Map(known.filter((entry): entry is [string, QuoteView] => entry[1] !== undefined)))
    }
    const first = setTimeout(sample)
    const timer = setInterval(sample, SORT_AGAIN_MS)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [quotes, active])
  return active ? sampled : undefined
}
