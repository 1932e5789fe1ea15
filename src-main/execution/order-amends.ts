import { type Clock, type Decimal, EngineError, errorText, type Logger, ZERO } from '../base/index.ts'
import {
  type AmendableTerms,
  changesInPlace,
  isTerminal,
  type Order,
  type OrderId,
  type Price,
  type Quantity,
  type TradingVenue,
} from '../domain/index.ts'
import type { FactRecorder } from './fact-recorder.ts'
import type { FundsTurns } from './funds-turns.ts'
import { amendableTerms, isSameTerms } from './order-amendment.ts'
import { isHeld, venueFact } from './order-machine.ts'
import type { OrderOutbox } from './order-outbox.ts'
import type { OrderStore } from './order-store.ts'
import type { ReleaseDesk, ReleasedTerms } from './order-release.ts'

/** Other terms that somebody wishes for a working order; what is missing stays as it is. */
export interface OrderChange {
  /** The whole, what has filled included. */
  readonly quantity?: Quantity
  readonly limitPrice?: Price
  readonly triggerPrice?: Price
}

/** Reason of a cancel that makes room for the same order with other terms; any other reason leaves nothing in its place. */
export const REPLACE_CANCEL_REASON = 'replaced by an order with other terms'

export interface OrderAmendsPorts {
  readonly store: OrderStore
  readonly recorder: FactRecorder
  readonly outbox: OrderOutbox
  readonly venue: Pick<TradingVenue, 'capabilities' | 'amend' | 'venueId'>
  readonly release: ReleaseDesk
  readonly turns: Pick<FundsTurns, 'waiting' | 'sentFor' | 'tradedBeside'>
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Gives working orders other terms: in place where the venue can, by a new order for the rest where it cannot. Written
 * down before anything is sent, one at a time for each order.
 */
export class OrderAmends {
  readonly #ports: OrderAmendsPorts
  /** Orders on their way out, for one with other terms. */
  readonly #replacing = new Set<OrderId>()

  constructor(ports: OrderAmendsPorts) {
    this.#ports = ports
  }

  /** Takes over the replacements that an earlier run had begun. */
  restore(replacing: readonly OrderId[]): void {
    for (const id of replacing) this.#replacing.add(id)
  }

  /** Places the replacements whose orders have gone, or that could not be placed before. */
  retry(): void {
    for (const id of this.#replacing) this.#replace(id)
  }

  /** @throws EngineError `ORDER_NOT_AMENDABLE`, `BAD_REQUEST` where nothing would change; the journal's error. */
  amend(order: Order, change: OrderChange, idempotencyKey: string): Order {
    const amendment = amendedTerms(order, change)
    const { recorder, clock, store, venue, turns } = this.#ports
    requireAmendable(order, amendment, order.filledQuantity.add(turns.tradedBeside(order)))
    const { orderId } = order.terms
    const isReplaced = !isHeld(order.terms) && !changesInPlace(venue.capabilities, order.terms.type)
    if (isReplaced) this.#requireReplaceable(order)
    const fact = { kind: 'amendRequested', orderId, ...amendment, idempotencyKey, timeMs: clock.nowMs() } as const
    recorder.record(order, fact, () => this.#send(orderId, isReplaced))
    return store.get(orderId) ?? order
  }

  /** Somebody cancels the order: nothing comes in its place. */
  giveUp({ terms: { orderId } }: Order, reason: string): void {
    if (!this.#replacing.delete(orderId)) return
    const { store, recorder, clock } = this.#ports
    const order = store.get(orderId)
    if (order?.state.kind !== 'cancelling') return
    recorder.record(order, { kind: 'cancelRequested', orderId, reason, timeMs: clock.nowMs() })
  }

  /** A fact about the order has been recorded. */
  handleChange({ terms: { orderId }, state }: Order): void {
    if (!this.#replacing.has(orderId)) return
    if (state.kind === 'cancelled') this.#replace(orderId)
    else if (isTerminal(state)) this.#replacing.delete(orderId)
  }

  /** The account was set back. */
  handleReset(): void {
    this.#replacing.clear()
  }

  /** Runs when the wish is on disk. */
  #send(id: OrderId, isReplaced: boolean): void {
    const { store, venue, outbox, logger, clock, recorder } = this.#ports
    const order = store.get(id)
    if (!order?.amendment || isTerminal(order.state)) return
    const { amendment, terms } = order
    if (isHeld(terms)) {
      recorder.record(order, venueFact({ kind: 'amended', orderId: id, ...amendment, timeMs: clock.nowMs() }))
    } else if (isReplaced) {
      this.#replacing.add(id)
      outbox.cancelOnceStored(id, REPLACE_CANCEL_REASON)
    } else {
      try {
        venue.amend({ orderId: id, instrumentId: terms.instrumentId, ...amendment })
      } catch (error) {
        logger.error('an amendment could not be handed to the venue', { orderId: id, error: errorText(error) })
        outbox.leaveOpen(id, 'amend', `the amendment could not be handed to the venue: ${errorText(error)}`)
      }
    }
  }

  /** A protective order has to stand all the time: a gap between the old one and the new one is no way to move it. */
  #requireReplaceable({ terms }: Order): void {
    if (terms.source !== 'protection') return
    throw notAmendable(
      terms.orderId,
      `${this.#ports.venue.venueId} cannot change it in place. Move the stop or the target of the position instead: the new order then stands before the old one goes`,
    )
  }

  /** Once: the new order's key is that of the old one, and tells whether there is one already. */
  #replace(id: OrderId): void {
    const { store, release, turns } = this.#ports
    const order = store.get(id)
    if (order?.state.kind !== 'cancelled') return
    const { amendment, filledQuantity } = order
    const rest = amendment?.quantity.sub(filledQuantity) as Quantity | undefined
    if (!amendment || !rest?.gt(ZERO)) return void this.#replacing.delete(id)
    const waiting = turns.waiting(order)
    // Another order of its group has been sent for what this one has left.
    if (waiting && turns.sentFor(waiting)) return void this.#replacing.delete(id)
    const isPaired = waiting !== undefined
    const outcome = release.place(
      order,
      replacementTerms(order, { amendment: { ...amendment, quantity: rest }, isPaired }),
    )
    if (outcome.kind !== 'later') this.#replacing.delete(id)
  }
}

/** Key of the order that takes this one's place. */
export function replacementKey(orderId: OrderId): string {
  return `${orderId}-amended`
}

interface Replacement {
  readonly amendment: AmendableTerms
  /** Another order of its group waits for what it leaves. */
  readonly isPaired: boolean
}

function replacementTerms({ terms, filledQuantity }: Order, { amendment, isPaired }: Replacement): ReleasedTerms {
  return {
    ...terms,
    ...amendment,
    // Any other group has ended already where part of it has filled.
    ocoGroup: filledQuantity.isZero() || isPaired ? terms.ocoGroup : undefined,
    parentOrderId: terms.orderId,
    idempotencyKey: replacementKey(terms.orderId),
    reason: `${terms.reason}; in place of ${terms.orderId}, which the venue cannot change`,
  }
}

function amendedTerms({ terms }: Order, change: OrderChange): AmendableTerms {
  return { ...amendableTerms(terms), ...change }
}

/** @param traded What has traded of it, also by others of its group that it waits for. */
function requireAmendable(order: Order, amendment: AmendableTerms, traded: Decimal): void {
  const { terms, state } = order
  const refuse = (why: string): never => {
    throw notAmendable(terms.orderId, why)
  }
  if (isTerminal(state)) refuse(`it has already ended: it is ${state.kind}`)
  if (order.amendment) refuse('an earlier change is still on its way. Wait for the answer of the venue')
  if (state.kind !== 'working' && state.kind !== 'partiallyFilled') {
    refuse(`it is ${state.kind}. It can be changed once the venue has said that it works`)
  }
  if (terms.limitPrice === undefined && amendment.limitPrice) refuse(`a ${terms.type} order has no limitPrice`)
  if (terms.triggerPrice === undefined && amendment.triggerPrice) refuse(`a ${terms.type} order has no triggerPrice`)
  if (terms.trailing && amendment.triggerPrice !== terms.triggerPrice) refuse('its trigger follows the price by itself')
  if (!amendment.quantity.gt(traded)) {
    refuse(`${traded.toFixed()} of it has filled, the quantity must be more. Cancel it to leave it at that`)
  }
  if (isSameTerms(terms, amendment)) {
    throw new EngineError('BAD_REQUEST', `Nothing to change: order ${terms.orderId} has these terms already.`)
  }
}

function notAmendable(orderId: OrderId, why: string): EngineError {
  return new EngineError('ORDER_NOT_AMENDABLE', `Order ${orderId} cannot be changed: ${why}.`, { data: { orderId } })
}
