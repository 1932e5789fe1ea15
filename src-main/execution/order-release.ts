import { BoundedMap, type Clock, EngineError, type Logger } from '../base/index.ts'
import type { Denial, Order, OrderId, OrderTerms, TradingVenue } from '../domain/index.ts'
import { handlingOf } from './order-handling.ts'
import type { OrderOutbox } from './order-outbox.ts'
import type { OrderStore } from './order-store.ts'
import type { OwnerHoldings } from './owner-holdings.ts'

/** Terms of an order that comes from another one. */
export type ReleasedTerms = Omit<OrderTerms, 'orderId' | 'createdAtMs'>

/** Asks the risk check about an order that the engine is about to send by itself; undefined: it may go. */
export type CheckRelease = (terms: ReleasedTerms, from: Order) => Denial | undefined

export type ReleaseOutcome = { readonly kind: 'placed'; readonly order: Order } | Hindrance

/** Why nothing is sent. */
export type Hindrance =
  | { readonly kind: 'denied'; readonly denial: Denial }
  /** Nothing can be sent now: it is to be tried again. */
  | { readonly kind: 'later' }

export interface ReleaseDeskPorts {
  readonly store: OrderStore
  readonly outbox: OrderOutbox
  readonly venue: Pick<TradingVenue, 'capabilities'>
  readonly holdings: Pick<OwnerHoldings, 'asClose'>
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

  /**
   * The order under this key where there is one already; else risk is asked again, because time has passed since it was.
   * Exits never wait for that: what protects a position is not refused. They go as {@link OwnerHoldings.asClose} has them.
   */
  place(from: Order, wish: ReleasedTerms): ReleaseOutcome {
    const { store, outbox, venue, holdings, check, requireOpen, clock } = this.#ports
    const isExit = wish.source === 'protection'
    const known = store.byKey(wish.idempotencyKey)
    if (known) return { kind: 'placed', order: known }
    try {
      requireOpen()
      const terms = isExit ? holdings.asClose(wish) : wish
      if (!terms) return this.#later(from, 'what is on its way closes all that its owner holds')
      const handling = handlingOf(terms, venue.capabilities)
      const denial = isExit ? undefined : check(terms, from)
      if (denial) return { kind: 'denied', denial }
      const createdAtMs = clock.nowMs()
      return { kind: 'placed', order: outbox.place((orderId) => ({ ...terms, handling, orderId, createdAtMs })) }
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      return this.#later(from, error.message)
    }
  }

  /** What keeps an order that is no exit from being placed now; undefined where {@link place} would. */
  hindrance(from: Order, wish: ReleasedTerms): Hindrance | undefined {
    try {
      const denial = this.#ports.check(wish, from)
      return denial && { kind: 'denied', denial }
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      return this.#later(from, error.message)
    }
  }

  /** Told once, because it is tried again at every price. */
  #later({ terms: { orderId } }: Order, reason: string): Hindrance {
    if (!this.#late.get(orderId))
      this.#ports.logger.warn('an order that is due cannot be sent now', { from: orderId, reason })
    this.#late.set(orderId, true)
    return { kind: 'later' }
  }
}
