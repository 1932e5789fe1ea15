import { useState } from 'react'
import type { PositionView } from '../../src-contract/index.ts'
import { usePositions } from '../client/index.ts'

/** For a question in a dialog: what it is about, as it was when it opened, whatever becomes of the value meanwhile. */
export function useAsked<Value>(open: boolean, value: Value): Value {
  const [asked, setAsked] = useState({ open, value })
  if (asked.open === open) return asked.value
  const next = { open, value: open ? value : asked.value }
  setAsked(next)
  return next.value
}

/**
 * The positions that a question began with, as they are now. What was closed meanwhile goes, and what was opened, or is
 * shown since, does not slip in.
 */
export function useAskedPositions(open: boolean, positions: readonly PositionView[]): readonly PositionView[] {
  const asked = useAsked(open, positions)
  const { byId } = usePositions()
  return asked.flatMap(({ positionId }) => byId.get(positionId) ?? [])
}
