import { useState } from 'react'
import type { PositionView } from '../../src-contract/index.ts'
import { usePositions } from '../client/index.ts'

/**
 * For a question about positions: those that it began with, as they are now. What was closed meanwhile goes, and what was
 * opened, or is shown since, does not slip in.
 */
export function useAskedPositions(positions: readonly PositionView[]): readonly PositionView[] {
  const [asked] = useState(positions)
  const { byId } = usePositions()
  return asked.flatMap(({ positionId }) => byId.get(positionId) ?? [])
}
