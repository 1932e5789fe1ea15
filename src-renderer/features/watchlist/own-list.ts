import type { InstrumentView } from '../../../src-contract/index.ts'
import { hasAllWords } from '../../ui/index.ts'

/** Instruments of a list in its order; all of them where nobody has made one. Those that the engine does not have are left out. */
export function listed(
  all: readonly InstrumentView[],
  instrumentIds: readonly string[] | null,
): readonly InstrumentView[] {
  if (instrumentIds === null) return all
  const byId = new Map(all.map((instrument) => [instrument.instrumentId, instrument]))
  return instrumentIds.map((id) => byId.get(id)).filter((instrument) => instrument !== undefined)
}

/** Instruments that have every word of the text in symbol, name or venue. */
export function matching(all: readonly InstrumentView[], text: string): readonly InstrumentView[] {
  return all.filter(({ symbol, name, base, venueId }) =>
    hasAllWords(`${symbol} ${name} ${base} ${venueId}`.toLowerCase(), text),
  )
}

export const added = (ids: readonly string[], id: string): readonly string[] => (ids.includes(id) ? ids : [...ids, id])

export const removed = (ids: readonly string[], id: string): readonly string[] => ids.filter((each) => each !== id)

/** The list with one of its members at another place; the ends hold. */
export function movedTo(ids: readonly string[], id: string, index: number): readonly string[] {
  const others = removed(ids, id)
  if (others.length === ids.length) return ids
  const place = Math.min(Math.max(0, index), others.length)
  return [...others.slice(0, place), id, ...others.slice(place)]
}
