import { ZERO } from '../base/index.ts'
import type { OrderId, OrderTerms, Standing } from '../domain/index.ts'
import { isMeant, type MovedExit, type PositionExits } from './moved-exits.ts'
import type { ProtectorPorts } from './protector-ports.ts'

type EntryPorts = Pick<ProtectorPorts, 'desk' | 'movedExits'>

/** Entries to cancel once their stop has filled: what is left of them would buy again what it has just sold. */
export function stoppedEntries(
  { desk, movedExits }: EntryPorts,
  stop: OrderTerms,
  endedExits: PositionExits | undefined,
): ReadonlySet<OrderId> {
  if (stop.parentOrderId === undefined) return new Set()
  const exits = endedExits ?? movedExits.of(stop)
  const moved = exits?.planStop ?? exits?.stopLoss
  return new Set([stop.parentOrderId, ...(moved ? entriesOf(desk, stop, moved) : [])])
}

/** Entries that have filled in part and whose stop was moved: the stop of a whole position is that of all of them. */
function entriesOf(desk: EntryPorts['desk'], { instrumentId, owner }: Standing, moved: MovedExit): OrderId[] {
  return desk
    .openOrders({ instrumentId, owner })
    .filter(({ terms, filledQuantity }) => terms.role === 'entry' && filledQuantity.gt(ZERO))
    .filter(({ terms }) => isMeant(moved, terms.orderId, terms.stopLossPrice))
    .map(({ terms }) => terms.orderId)
}
