import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useQuotes } from '../../client/index.ts'

const SEPARATOR = '\n'

/** Those of the instruments whose price is stale; renders the caller only when that changes. */
export function useStaleInstruments(instrumentIds: readonly string[]): ReadonlySet<string> {
  const quotes = useQuotes()
  const wanted = [...new Set(instrumentIds)].toSorted().join(SEPARATOR)
  const ids = useMemo(() => (wanted === '' ? [] : wanted.split(SEPARATOR)), [wanted])
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = ids.map((id) => quotes.subscribe(id, listener))
      return () => {
        for (const end of ends) end()
      }
    },
    [quotes, ids],
  )
  const stale = useSyncExternalStore(subscribe, () =>
    ids.filter((id) => quotes.get(id)?.stale === true).join(SEPARATOR),
  )
  return useMemo(() => new Set(stale === '' ? [] : stale.split(SEPARATOR)), [stale])
}
