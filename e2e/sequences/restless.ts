import { ABC } from '../faults/rig/fault-market.ts'
import type { SequenceRig } from './rig/sequence-rig.ts'

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
