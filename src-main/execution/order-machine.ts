import { differenceOf, ensureNever, InvariantError, type TimeMs, ZERO } from '../base/index.ts'
import {
  isTerminal,
  type Money,
  type Order,
  type OrderState,
  type OrderTerms,
  type Quantity,
  type VenueFact,
} from '../domain/index.ts'
import { amendableTerms, isSameTerms, wholeQuantity } from './order-amendment.ts'
import {
  isHeld,
  isKnownAtVenue,
  isLeaving,
  type OrderFact,
  type Step,
  type Target,
  targetOf,
} from './order-transitions.ts'

export { isHeld, isKnownAtVenue, isLeaving, type OrderFact } from './order-transitions.ts'

/** What a fact makes of an order. */
export type OrderTransition =
  /** `note`: something that a person should hear of, though it is booked: a late fill, more filled than ordered. */
  | { readonly kind: 'changed'; readonly order: Order; readonly note: string | undefined }
  /** Said before; nothing changes. */
  | { readonly kind: 'duplicate' }
  /** Contradicts what is known; nothing changes. */
  | { readonly kind: 'ignored'; readonly reason: string }

type VenueWord<Kind extends VenueFact['kind']> = Extract<VenueFact, { kind: Kind }>
type OwnFact = Exclude<OrderFact, { kind: 'venue' }>

/** An order as it is born: written to the journal, not sent. */
export function pendingOrder(terms: OrderTerms): Order {
  return {
    terms,
    state: { kind: 'pending' },
    venueOrderId: undefined,
    amendment: undefined,
    filledQuantity: ZERO as Quantity,
    filledNotional: ZERO as Money,
    updatedAtMs: terms.createdAtMs,
  }
}

/** What is still to be filled; zero for an order that has ended. */
export function remainingQuantity(order: Order): Quantity {
  if (isTerminal(order.state)) return ZERO as Quantity
  const rest = differenceOf(order.terms.quantity, order.filledQuantity)
  return (rest.isNegative() ? ZERO : rest) as Quantity
}

/**
 * Pure: what `fact` makes of `order`. The venue's facts never throw, whatever their order; executions repeated under
 * the same trade id are for the caller to drop.
 * @throws InvariantError for a fact of another order, and for a step of our own that the state does not allow.
 */
export function applyFact(order: Order, fact: OrderFact): OrderTransition {
  const about = fact.kind === 'venue' ? fact.fact.orderId : fact.orderId
  if (about !== order.terms.orderId) throw new InvariantError(`fact of ${about} applied to ${order.terms.orderId}`)
  return fact.kind === 'venue' ? applyVenue(order, fact.fact) : applyOwn(order, fact)
}

function applyOwn(order: Order, fact: OwnFact): OrderTransition {
  if (fact.kind === 'amendRequested') return applyAmendRequest(order, fact)
  const step = ownStep(fact.kind)
  const target = targetOf(order, step)
  if (target === undefined) throw impossible(order, step)
  if (target === 'same') return applyRepeated(order, fact)
  const reason = fact.kind === 'orderSubmitted' ? '' : fact.reason
  return changed({ ...order, state: ownState(order, target, reason), updatedAtMs: fact.timeMs })
}

/** A second cancel also gives up the other terms that the order was to get: nothing may come back in its place. */
function applyRepeated(order: Order, { kind, timeMs }: OwnFact): OrderTransition {
  if (kind !== 'cancelRequested' || !order.amendment) return { kind: 'duplicate' }
  return changed({ ...order, amendment: undefined, updatedAtMs: timeMs })
}

function ownStep(kind: Exclude<OwnFact['kind'], 'amendRequested'>): Step {
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

/** An order that the engine holds works as soon as it is written down, and is cancelled without asking anybody. */
function ownState(order: Order, target: Exclude<Target, 'same'>, reason: string): OrderState {
  const { state, terms } = order
  if (target === 'submitted' && isHeld(terms)) return { kind: 'working' }
  if (target !== 'cancelling') return stateOf(target, order, reason)
  if (isHeld(terms)) return { kind: 'cancelled', reason }
  return state.kind === 'unknown' ? { ...state, command: 'cancel' } : { kind: 'cancelling' }
}

function applyAmendRequest(order: Order, fact: Extract<OwnFact, { kind: 'amendRequested' }>): OrderTransition {
  const { state, amendment } = order
  if ((state.kind !== 'working' && state.kind !== 'partiallyFilled') || amendment) {
    throw impossible(order, 'amendRequested')
  }
  return changed({ ...order, amendment: amendableTerms(fact), updatedAtMs: fact.timeMs })
}

function impossible({ terms, state }: Order, step: string): InvariantError {
  return new InvariantError(`order ${terms.orderId} is ${state.kind}: ${step} is impossible`)
}

function applyVenue(order: Order, fact: VenueFact): OrderTransition {
  switch (fact.kind) {
    case 'filled':
      return applyFill(order, fact)
    case 'accepted':
      return applyAcceptance(order, fact)
    case 'amended':
      return applyAmended(order, fact)
    case 'amendRejected':
      return applyAmendRejected(order, fact)
    case 'unknown':
      return applyUnknown(order, fact)
    default:
      return applyEnd(order, fact)
  }
}

function applyEnd(
  order: Order,
  fact: VenueWord<'rejected' | 'cancelled' | 'expired' | 'cancelRejected'>,
): OrderTransition {
  const target = targetOf(order, fact.kind)
  if (target === undefined) return ignored(`it is ${order.state.kind}, the venue says ${fact.kind}`)
  if (target === 'same') return { kind: 'duplicate' }
  const next: Order = { ...order, state: stateOf(target, order, fact.reason), updatedAtMs: fact.timeMs }
  const isLate = fact.kind === 'rejected' && isKnownAtVenue(order)
  return changed(next, isLate ? 'rejected after it was accepted' : undefined)
}

function applyAcceptance(order: Order, fact: VenueWord<'accepted'>): OrderTransition {
  const { state, venueOrderId: known } = order
  const target = targetOf(order, 'accepted')
  if (target === undefined || target === 'same') return ignored(`it is ${state.kind}, the venue says accepted`)
  if (known !== undefined && known !== fact.venueOrderId)
    return ignored(`the venue calls it ${fact.venueOrderId}, before ${known}`)
  if (known === fact.venueOrderId && state.kind !== 'unknown') return { kind: 'duplicate' }
  const named: Order = { ...order, venueOrderId: fact.venueOrderId, updatedAtMs: fact.timeMs }
  const next = target === state.kind ? named : { ...named, state: stateOf(target, named, '') }
  return changed(next, noteOnAcceptance(state))
}

function noteOnAcceptance({ kind }: OrderState): string | undefined {
  return kind === 'rejected' || kind === 'unsent' ? `accepted after it was ${kind}` : undefined
}

/** Whatever was told before, of an order that the venue has named or filled the sending is answered. */
function applyUnknown(order: Order, { command, reason, timeMs }: VenueWord<'unknown'>): OrderTransition {
  const { state } = order
  const isAnswered =
    isTerminal(state) ||
    (command === 'submit' && isKnownAtVenue(order)) ||
    (command === 'amend' && order.amendment === undefined)
  if (isAnswered) return ignored(`the ${command} has been answered already`)
  if (state.kind === 'unknown') return { kind: 'duplicate' }
  // With a cancel on its way too, both are open: the cancel is the later command.
  const open = state.kind === 'cancelling' ? 'cancel' : command
  return changed({ ...order, state: { kind: 'unknown', command: open, reason, sinceMs: timeMs }, updatedAtMs: timeMs })
}

/** A change that nobody here asked for counts where it is newer than all that is known; an older one was said before. */
function applyAmended(order: Order, fact: VenueWord<'amended'>): OrderTransition {
  const { terms, amendment, updatedAtMs } = order
  const asked = amendment !== undefined && isSameTerms(amendment, fact)
  if (!asked && isSameTerms(terms, fact)) return { kind: 'duplicate' }
  const isExpected = asked || isHeld(terms)
  if (!isExpected && fact.timeMs <= updatedAtMs) return ignored('other terms were told later')
  const next: Order = { ...order, terms: { ...terms, ...amendableTerms(fact) }, amendment: undefined }
  const state = stateAfterAmendment(next)
  return changed(
    { ...next, state, updatedAtMs: fact.timeMs },
    isExpected ? undefined : 'its terms were changed elsewhere',
  )
}

function applyAmendRejected(order: Order, fact: VenueWord<'amendRejected'>): OrderTransition {
  if (order.amendment === undefined) return ignored('no other terms are asked for')
  const next: Order = { ...order, amendment: undefined }
  return changed(
    { ...next, state: stateAfterAmendment(next), updatedAtMs: fact.timeMs },
    `it keeps its terms: ${fact.reason}`,
  )
}

/** Its quantity may have come down to what has filled, or gone up beyond it. */
function stateAfterAmendment(order: Order): OrderState {
  const { state, terms, filledQuantity } = order
  if (filledQuantity.gt(ZERO) && filledQuantity.gte(terms.quantity)) return { kind: 'filled' }
  if (isLeaving(order)) return state
  return isTerminal(state) && state.kind !== 'filled' && state.kind !== 'unsent' ? state : standingState(order)
}

function applyFill(order: Order, fact: VenueWord<'filled'>): OrderTransition {
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
  return changed(next, noteOnFill(order, filledQuantity))
}

/**
 * An order that ended keeps its end unless the fill completes it; one thought unsent is alive after all. A fill proves that
 * the order has arrived; of a cancel or an amendment it says nothing.
 */
function stateAfterFill(order: Order, filledQuantity: Quantity): OrderState {
  const { state } = order
  const isAlive = !isTerminal(state)
  if (filledQuantity.gte(isAlive ? wholeQuantity(order) : order.terms.quantity)) return { kind: 'filled' }
  if (state.kind === 'cancelling' || (state.kind === 'unknown' && state.command !== 'submit')) return state
  return isAlive || state.kind === 'unsent' ? { kind: 'partiallyFilled' } : state
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
    case 'doubted':
      return { kind: 'unknown', command: 'submit', reason: DOUBTED, sinceMs: order.updatedAtMs }
    case 'cancelled':
    case 'rejected':
    case 'expired':
    case 'unsent':
      return { kind: target, reason }
    default:
      return { kind: target }
  }
}

const DOUBTED = 'the venue both rejected and accepted it'

/** Where it was before the cancel; an order whose arrival was open before it is open still, one that had filled is filled. */
function resumedState(order: Order): OrderState {
  const { state, filledQuantity, terms } = order
  const whole = isLeaving(order) ? terms.quantity : wholeQuantity(order)
  if (filledQuantity.gt(ZERO) && filledQuantity.gte(whole)) return { kind: 'filled' }
  if (state.kind !== 'unknown' || isKnownAtVenue(order)) return standingState(order)
  return { ...state, command: 'submit' }
}

function standingState({ venueOrderId, filledQuantity, terms }: Order): OrderState {
  if (filledQuantity.gt(ZERO)) return { kind: 'partiallyFilled' }
  return { kind: venueOrderId === undefined && !isHeld(terms) ? 'submitted' : 'working' }
}

function changed(order: Order, note?: string): OrderTransition {
  return { kind: 'changed', order, note }
}

function ignored(reason: string): OrderTransition {
  return { kind: 'ignored', reason }
}

/** A fact of the venue as the journal keeps it. */
export function venueFact(fact: VenueFact, timeMs: TimeMs = fact.timeMs): OrderFact {
  return { kind: 'venue', fact, timeMs }
}
