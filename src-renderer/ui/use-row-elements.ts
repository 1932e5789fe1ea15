import { useState } from 'react'
import { cheapestElements, ownElements, type RowElement } from './row-elements.ts'

export interface RowElementsOptions {
  /** Rows that come are written into the elements of others. Without it each row has an element of its own. */
  readonly reuses: boolean
  /** A row whose element no other gets: the one that has the focus. */
  readonly heldId: string | undefined
}

/** Keys of the elements that rows are drawn in. @returns the key by the row's id. */
export function useRowElements(
  ids: readonly string[],
  { reuses, heldId }: RowElementsOptions,
): ReadonlyMap<string, number> {
  const [drawn, setDrawn] = useState<readonly RowElement[]>([])
  const isSame = drawn.length === ids.length && ids.every((id, place) => drawn[place]?.id === id)
  const wanted = isSame ? drawn : reuses ? cheapestElements(drawn, ids, heldId) : ownElements(drawn, ids)
  if (wanted !== drawn) setDrawn(wanted)
  return new Map(wanted.map(({ id, key }) => [id, key]))
}
