import type { ExitMove, ExitMover, ExitRole, InstrumentId, Owner } from '../domain/index.ts'
import { price } from '../domain/index.ts'
import type { MovedExit, PositionExits } from './moved-exits.ts'
import { standingKey } from './standing.ts'

/** A row of `position_exits`. */
export interface ExitRow {
  readonly instrument_id: InstrumentId
  readonly owner: Owner
  readonly role: ExitRole
  readonly price: string | null
  readonly moved_by: ExitMover
  readonly before_order_number: number
}

/** A fact `exitsMoved` as it is stored, prices as text. */
export interface ExitMovePayload {
  readonly move: Omit<ExitMove, 'stopPrice' | 'targetPrice'> & {
    readonly stopPrice?: string | null
    readonly targetPrice?: string | null
  }
}

/** The exits of each position from its rows. */
export function positionExitsOf(rows: readonly ExitRow[]): PositionExits[] {
  const exits = new Map<string, PositionExits>()
  for (const row of rows) {
    const standing = { instrumentId: row.instrument_id, owner: row.owner }
    const key = standingKey(standing)
    exits.set(key, { ...standing, ...exits.get(key), [row.role]: movedExitOf(row) })
  }
  return [...exits.values()]
}

export function exitMoveOf({ move: { stopPrice, targetPrice, ...move } }: ExitMovePayload): ExitMove {
  return {
    ...move,
    ...(stopPrice !== undefined && { stopPrice: stopPrice === null ? null : price(stopPrice) }),
    ...(targetPrice !== undefined && { targetPrice: targetPrice === null ? null : price(targetPrice) }),
  }
}

function movedExitOf(row: ExitRow): MovedExit {
  return {
    price: row.price === null ? undefined : price(row.price),
    by: row.moved_by,
    beforeOrderNumber: row.before_order_number,
  }
}
