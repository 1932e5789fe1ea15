import { BoundedMap, type Clock, EngineError, type Logger } from '../base/index.ts'
import type { Denial, Order, OrderId, OrderTerms, TradingVenue } from '../domain/index.ts'
import { handlingOf } from './order-handling.ts'
import type { OrderOutbox } from './order-outbox.ts'
import type { OrderStore } from './order-store.ts'

/** Terms of an order that comes from another one. */
export type ReleasedTerms = Omit<OrderTerms, 'orderId' | 'createdAtMs'>

/** Asks the risk check about an order that the engine is about to send by itself; undefined: it may go. */
export type CheckRelease = (terms: ReleasedTerms, from: Order) => Denial | undefined

export type ReleaseOutcome =
  | { readonly kind: 'placed'; readonly order: Order }
  | { readonly kind: 'denied'; readonly denial: Denial }
  /** Nothing can be sent now: it is to be tried again. */
  | { readonly kind: 'later' }

export interface ReleaseDeskPorts {
  readonly store: OrderStore
  readonly outbox: OrderOutbox
  readonly venue: Pick<TradingVenue, 'capabilities'>
  readonly check: CheckRelease
  readonly requireOpen: () => void
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
}

/** Later ones are told; orders that wait are fewer by far. */
const DELAYS_KEPT = 1_000

/** Places the orders that come from earlier ones: those that a price has set free, and those with other terms. Each once. */
export class ReleaseDesk {
  readonly #ports: ReleaseDeskPorts
  /** Orders whose delay has been told. */
  readonly #late = new BoundedMap<OrderId, true>(DELAYS_KEPT)

  constructor(ports: ReleaseDeskPorts) {
    this.#ports = ports
  }

  /** The order under this key where there is one already; else risk is asked again, because time has passed since it was. */
  place(from: Order, terms: ReleasedTerms): ReleaseOutcome {
    const { store, outbox, venue, check, requireOpen, clock } = this.#ports
    const known = store.byKey(terms.idempotencyKey)
    if (known) return { kind: 'placed', order: known }
    try {
      requireOpen()
      const handling = handlingOf(terms, venue.capabilities)
      // Exits never wait: what protects a position is not refused.
      const denial = terms.source === 'protection' ? undefined : check(terms, from)
      if (denial) return { kind: 'denied', denial }
      const createdAtMs = clock.nowMs()
      return { kind: 'placed', order: outbox.place((orderId) => ({ ...terms, handling, orderId, createdAtMs })) }
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      this.#tellLate(from.terms.orderId, error.message)
      return { kind: 'later' }
    }
  }

  /** Once, because it is tried again at every price. */
  #tellLate(orderId: OrderId, reason: string): void {
    if (this.#late.get(orderId)) return
    this.#late.set(orderId, true)
    this.#ports.logger.warn('an order that is due cannot be sent now', { from: orderId, reason })
  }
}
