import { ABC } from '../faults/rig/fault-market.ts'
import type { SequenceRig } from './rig/sequence-rig.ts'

/** What becomes of it depends on when its price is seen and risk is asked: one answer is as right as the other. */
export function hasHeldEntry({ session }: SequenceRig): boolean {
  return session.execution.openOrders().some(({ terms }) => terms.handling === 'engine' && terms.role === 'entry')
}

/** Its best price is not stored: where it stands after a start depends on the prices that were seen before it. */
function hasFollowingStop({ session }: SequenceRig): boolean {
  const { execution } = session
  const plans = execution.exitPlans(ABC.instrumentId)
  return [...plans, ...execution.openOrders().map(({ terms }) => terms)].some(({ trailing }) => trailing !== undefined)
}

/**
 * A stop that the engine holds, of an owner on the other side than the venue's net: once its price has come the venue finds
 * nothing to reduce, and it is tried again with every comparison.
 */
function hasStopAgainstNet({ session }: SequenceRig): boolean {
  const { execution, portfolio } = session
  const net = portfolio.netQuantity(ABC.instrumentId)
  return execution
    .openOrders({ instrumentId: ABC.instrumentId })
    .some(
      ({ terms: { handling, source, side } }) =>
        handling === 'engine' && source === 'protection' && (side === 'sell') !== net.isPositive(),
    )
}

/** Something that another comparison or another start may change though nothing has happened. */
export function isRestless(rig: SequenceRig): boolean {
  return hasFollowingStop(rig) || hasStopAgainstNet(rig)
}
