import { ZERO } from '../base/index.ts'
import type { Fact, Order, OrderState, OrderTerms, VenueFact } from '../domain/index.ts'

export type StateKind = OrderState['kind']

/** Steps that lead from one state to the next by their kind alone; fills, amendments and unanswered commands have rules of their own. */
export type Step =
  | 'submitted'
  | 'cancelRequested'
  | 'unsent'
  | Exclude<VenueFact['kind'], 'filled' | 'amended' | 'amendRejected' | 'unknown'>

/**
 * `same`: said before. `resumed`: back to what it was before the cancel was asked for. `doubted`: two words of the venue
 * contradict each other, so it has to be asked.
 */
export type Target = Exclude<StateKind, 'unknown'> | 'same' | 'resumed' | 'doubted'

type Row = Readonly<Partial<Record<Step, Target>>>

const ENDINGS = { rejected: 'rejected', cancelled: 'cancelled', expired: 'expired' } as const satisfies Row

/** Legal steps of every state. One that is missing is a fault of ours where the step is ours, and is ignored with a reason where the venue says it. */
const TRANSITIONS: Readonly<Record<Exclude<StateKind, 'unknown'>, Row>> = {
  // The venue may know an order that the journal calls pending: a crash came between sending and writing that down.
  pending: { ...ENDINGS, submitted: 'submitted', cancelRequested: 'cancelled', unsent: 'unsent', accepted: 'working' },
  submitted: { ...ENDINGS, submitted: 'same', cancelRequested: 'cancelling', unsent: 'unsent', accepted: 'working' },
  working: { ...ENDINGS, accepted: 'working', cancelRequested: 'cancelling' },
  partiallyFilled: { ...ENDINGS, accepted: 'partiallyFilled', cancelRequested: 'cancelling' },
  cancelling: {
    ...ENDINGS,
    cancelRequested: 'same',
    unsent: 'unsent',
    accepted: 'cancelling',
    cancelRejected: 'resumed',
  },
  filled: { accepted: 'filled' },
  cancelled: { accepted: 'cancelled', cancelled: 'same' },
  // A refusal and an acceptance of one order: only the venue can tell which of them holds.
  rejected: { rejected: 'same', accepted: 'doubted' },
  expired: { accepted: 'expired', expired: 'same' },
  // The venue's word that it has the order outweighs its earlier word that it has not.
  unsent: { ...ENDINGS, unsent: 'same', accepted: 'working' },
}

/** Where the step leads; undefined where it is impossible. */
export function targetOf(order: Order, step: Step): Target | undefined {
  return order.state.kind === 'unknown' ? targetOfUnknown(order, step) : TRANSITIONS[order.state.kind][step]
}

/** Every word of the venue is an answer, and any command of ours but the sending is still possible. */
function targetOfUnknown(order: Order, step: Step): Target | undefined {
  switch (step) {
    case 'cancelRequested':
      return 'cancelling'
    case 'unsent':
      return isKnownAtVenue(order) ? undefined : 'unsent'
    case 'accepted':
      return isCancelUnanswered(order) ? 'cancelling' : 'resumed'
    case 'cancelRejected':
      return 'resumed'
    case 'submitted':
      return undefined
    default:
      return ENDINGS[step]
  }
}

/** A first acceptance answers the submit; what came of the cancel that was sent after it is still open. */
function isCancelUnanswered({ state, venueOrderId }: Order): boolean {
  return state.kind === 'unknown' && state.command === 'cancel' && venueOrderId === undefined
}

/** The venue has named it, or filled it. */
export function isKnownAtVenue({ venueOrderId, filledQuantity }: Order): boolean {
  return venueOrderId !== undefined || filledQuantity.gt(ZERO)
}

/**
 * The engine waits for its price and nothing of it stands at the venue. A limit order that the engine only ends in time
 * does stand there.
 */
export function isHeld({ handling, type }: Pick<OrderTerms, 'handling' | 'type'>): boolean {
  return handling === 'engine' && type !== 'market' && type !== 'limit'
}

/** Its cancel is on its way, or nobody can tell what came of it. */
export function isLeaving({ state }: Pick<Order, 'state'>): boolean {
  return state.kind === 'cancelling' || (state.kind === 'unknown' && state.command === 'cancel')
}

/** What can happen to one order after it was made, from our side or the venue's. */
export type OrderFact = Extract<
  Fact,
  { kind: 'orderSubmitted' | 'cancelRequested' | 'amendRequested' | 'orderUnsent' | 'venue' }
>
