import { ensureNever, InvariantError, type TimeMs, ZERO } from '../base/index.ts'
import {
  type Fact,
  isTerminal,
  type Money,
  type Order,
  type OrderState,
  type OrderTerms,
  type Quantity,
  type VenueFact,
} from '../domain/index.ts'

/** What can happen to one order after it was made, from our side or the venue's. */
export type OrderFact = Extract<Fact, { kind: 'orderSubmitted' | 'cancelRequested' | 'orderUnsent' | 'venue' }>

/** What a fact makes of an order. */
export type OrderTransition =
  /** `note`: something that a person should hear of, though it is booked: a late fill, more filled than ordered. */
  | { readonly kind: 'changed'; readonly order: Order; readonly note: string | undefined }
  /** Said before; nothing changes. */
  | { readonly kind: 'duplicate' }
  /** Contradicts what is known; nothing changes. */
  | { readonly kind: 'ignored'; readonly reason: string }

type StateKind = OrderState['kind']
type FilledFact = Extract<VenueFact, { kind: 'filled' }>
type Step = 'submitted' | 'cancelRequested' | 'unsent' | Exclude<VenueFact['kind'], 'filled'>
/** `same`: said before. `resumed`: back to what it was before the cancel was asked for. */
type Target = StateKind | 'same' | 'resumed'

/**
 * Legal transitions, fills excepted: they are money and legal in every state. A cell that is missing is a fault of
 * ours where the step is ours, and is ignored with a reason where the venue says it.
 */
const TRANSITIONS: Readonly<Record<StateKind, Readonly<Partial<Record<Step, Target>>>>> = {
  // The venue may know an order that the journal calls pending: a crash came between sending and writing that down.
  pending: {
    submitted: 'submitted',
    cancelRequested: 'cancelled',
    unsent: 'unsent',
    accepted: 'working',
    rejected: 'rejected',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  submitted: {
    submitted: 'same',
    cancelRequested: 'cancelling',
    unsent: 'unsent',
    accepted: 'working',
    rejected: 'rejected',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  working: {
    accepted: 'working',
    cancelRequested: 'cancelling',
    rejected: 'rejected',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  partiallyFilled: {
    accepted: 'partiallyFilled',
    cancelRequested: 'cancelling',
    rejected: 'rejected',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  cancelling: {
    cancelRequested: 'same',
    unsent: 'unsent',
    accepted: 'cancelling',
    rejected: 'rejected',
    cancelled: 'cancelled',
    expired: 'expired',
    cancelRejected: 'resumed',
  },
  filled: { accepted: 'filled' },
  cancelled: { accepted: 'cancelled', cancelled: 'same' },
  rejected: { rejected: 'same' },
  expired: { accepted: 'expired', expired: 'same' },
  // The venue's word that it has the order outweighs its earlier word that it has not.
  unsent: { unsent: 'same', accepted: 'working' },
}

/** An order as it is born: written to the journal, not sent. */
export function pendingOrder(terms: OrderTerms): Order {
  return {
    terms,
    state: { kind: 'pending' },
    venueOrderId: undefined,
    filledQuantity: ZERO as Quantity,
    filledNotional: ZERO as Money,
    updatedAtMs: terms.createdAtMs,
  }
}

/** What is still to be filled; zero for an order that has ended. */
export function remainingQuantity(order: Order): Quantity {
  const rest = order.terms.quantity.sub(order.filledQuantity)
  return (isTerminal(order.state) || rest.lt(ZERO) ? ZERO : rest) as Quantity
}

/**
 * Pure: what `fact` makes of `order`. The venue's facts never throw, whatever their order; executions repeated under
 * the same trade id are for the caller to drop.
 * @throws InvariantError for a fact of another order, and for a step of our own that the state does not allow.
 */
export function applyFact(order: Order, fact: OrderFact): OrderTransition {
  const about = fact.kind === 'venue' ? fact.fact.orderId : fact.orderId
  if (about !== order.terms.orderId) throw new InvariantError(`fact of ${about} applied to ${order.terms.orderId}`)
  if (fact.kind !== 'venue') return applyOwn(order, fact)
  return fact.fact.kind === 'filled' ? applyFill(order, fact.fact) : applyVenue(order, fact.fact)
}

function applyOwn(order: Order, fact: Exclude<OrderFact, { kind: 'venue' }>): OrderTransition {
  const step = ownStep(fact.kind)
  const target = TRANSITIONS[order.state.kind][step]
  if (target === undefined) {
    throw new InvariantError(`order ${order.terms.orderId} is ${order.state.kind}: ${step} is impossible`)
  }
  if (target === 'same') return { kind: 'duplicate' }
  const reason = fact.kind === 'orderSubmitted' ? '' : fact.reason
  return changed({ ...order, state: stateOf(target, order, reason), updatedAtMs: fact.timeMs })
}

function ownStep(kind: Exclude<OrderFact['kind'], 'venue'>): Step {
  switch (kind) {
    case 'orderSubmitted':
      return 'submitted'
    case 'cancelRequested':
      return 'cancelRequested'
    case 'orderUnsent':
      return 'unsent'
    default:
      return ensureNever(kind, 'fact about an order')
  }
}

function applyVenue(order: Order, fact: Exclude<VenueFact, FilledFact>): OrderTransition {
  const target = TRANSITIONS[order.state.kind][fact.kind]
  if (target === undefined) return ignored(`it is ${order.state.kind}, the venue says ${fact.kind}`)
  if (target === 'same') return { kind: 'duplicate' }
  if (fact.kind !== 'accepted') {
    return changed({ ...order, state: stateOf(target, order, fact.reason), updatedAtMs: fact.timeMs })
  }
  if (order.venueOrderId === fact.venueOrderId) return { kind: 'duplicate' }
  if (order.venueOrderId !== undefined)
    return ignored(`the venue calls it ${fact.venueOrderId}, before ${order.venueOrderId}`)
  const state = target === order.state.kind ? order.state : stateOf(target, order, '')
  return changed({ ...order, state, venueOrderId: fact.venueOrderId, updatedAtMs: fact.timeMs })
}

function applyFill(order: Order, fact: FilledFact): OrderTransition {
  if (!fact.quantity.gt(ZERO) || !fact.price.gt(ZERO)) {
    return ignored(
      `execution ${fact.tradeId} has quantity ${fact.quantity.toFixed()} at ${fact.price.toFixed()}, both must be above 0`,
    )
  }
  const filledQuantity = order.filledQuantity.add(fact.quantity) as Quantity
  const next: Order = {
    ...order,
    state: stateAfterFill(order, filledQuantity),
    filledQuantity,
    filledNotional: order.filledNotional.add(fact.quantity.mul(fact.price)) as Money,
    updatedAtMs: fact.timeMs,
  }
  return { kind: 'changed', order: next, note: noteOnFill(order, filledQuantity) }
}

/** An order that ended keeps its end unless the fill completes it; one thought unsent is alive after all. */
function stateAfterFill({ terms, state }: Order, filledQuantity: Quantity): OrderState {
  if (filledQuantity.gte(terms.quantity)) return { kind: 'filled' }
  if (state.kind === 'cancelling') return state
  return isTerminal(state) && state.kind !== 'unsent' ? state : { kind: 'partiallyFilled' }
}

function noteOnFill({ terms, state }: Order, filledQuantity: Quantity): string | undefined {
  if (filledQuantity.gt(terms.quantity))
    return `filled ${filledQuantity.toFixed()} of ${terms.quantity.toFixed()} ordered`
  return isTerminal(state) ? `filled after it was ${state.kind}` : undefined
}

function stateOf(target: Exclude<Target, 'same'>, order: Order, reason: string): OrderState {
  switch (target) {
    case 'resumed':
      return resumedState(order)
    case 'cancelled':
    case 'rejected':
    case 'expired':
    case 'unsent':
      return { kind: target, reason }
    default:
      return { kind: target }
  }
}

function resumedState({ venueOrderId, filledQuantity }: Order): OrderState {
  if (filledQuantity.gt(ZERO)) return { kind: 'partiallyFilled' }
  return { kind: venueOrderId === undefined ? 'submitted' : 'working' }
}

function changed(order: Order): OrderTransition {
  return { kind: 'changed', order, note: undefined }
}

function ignored(reason: string): OrderTransition {
  return { kind: 'ignored', reason }
}

/** A fact of the venue as the journal keeps it. */
export function venueFact(fact: VenueFact, timeMs: TimeMs = fact.timeMs): OrderFact {
  return { kind: 'venue', fact, timeMs }
}
