import type { PositionView } from '../../../src-contract/index.ts'
import { profitAt } from '../../trading/index.ts'

/** What moves with every price, by position id: the live values beside the stored positions. */
export interface MarkSource {
  get(positionId: string): Pick<PositionView, 'unrealisedPnl' | 'notional'> | undefined
}

export interface PositionSums {
  readonly notional: number
  readonly unrealisedPnl: number
  /** Loss in quote currency if every stop filled at its price; stops in profit count as no loss. */
  readonly riskAtStops: number
  readonly withoutStop: number
}

/** Sums under the table of positions, at the live marks. */
export function sumPositions(positions: readonly PositionView[], marks: MarkSource): PositionSums {
  const sums = { notional: 0, unrealisedPnl: 0, riskAtStops: 0, withoutStop: 0 }
  for (const position of positions) {
    const { notional, unrealisedPnl } = marks.get(position.positionId) ?? position
    sums.notional += Math.abs(notional)
    sums.unrealisedPnl += unrealisedPnl
    if (position.stopPrice === null) sums.withoutStop += 1
    else sums.riskAtStops += Math.max(0, -profitAt(position, Number(position.stopPrice)))
  }
  return sums
}
