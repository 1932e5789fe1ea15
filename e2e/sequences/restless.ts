import { ABC } from '../faults/rig/fault-market.ts'
import { type SequenceRig, SPOT } from './rig/sequence-rig.ts'

/** What becomes of it depends on when its price is seen and risk is asked: one answer is as right as the other. */
export function hasHeldEntry({ session }: SequenceRig): boolean {
  return session.execution.openOrders().some(({ terms }) => terms.handling === 'engine' && terms.role === 'entry')
}

/**
 * A stop that follows the price: another comparison or another start may move it though nothing has happened. Its best price is
 * not stored: where it stands after a start depends on the prices that were seen before it.
 */
export function isRestless({ session }: SequenceRig): boolean {
  const { execution } = session
  const plans = execution.exitPlans(ABC.instrumentId)
  return [...plans, ...execution.openOrders().map(({ terms }) => terms)].some(({ trailing }) => trailing !== undefined)
}

/**
 * Where something was bought and sold, executions were booked in another order than they took place: which of them closed and
 * which opened, and so whose exits stand, depends on when each was heard.
 */
export function hasTurnedInDisorder(rig: SequenceRig): boolean {
  const places = new Map<string, number>(rig.venue.books.executions.map(({ tradeId }, place) => [tradeId, place]))
  const { fills } = rig.look((ledger) => ledger.book())
  return [ABC, SPOT].some(({ instrumentId }) => {
    const own = fills.filter((fill) => fill.instrument_id === instrumentId)
    const order = own.map(({ trade_id: id }) => places.get(id) ?? 0)
    return (
      new Set(own.map(({ side }) => side)).size > 1 && order.some((place, index) => place < (order[index - 1] ?? 0))
    )
  })
}
