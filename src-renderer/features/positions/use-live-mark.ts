import { useLive, usePositionMarks } from '../../client/index.ts'
import type { PositionRow } from './position-rows.ts'

/** The newest price of a position, for a form that is open: it renders with every price. */
export function useLiveMark({ position }: Pick<PositionRow, 'position'>): number {
  return useLive(usePositionMarks(), position.positionId, ({ markPrice }) => markPrice) ?? position.markPrice
}
