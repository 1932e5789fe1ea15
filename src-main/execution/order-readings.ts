import { EngineError } from '../base/index.ts'
import type { InstrumentId, Order, OrderId, Owner, Quantity, Side } from '../domain/index.ts'
import { countUnknown, pendingQuantity, type ProtectionPrices, protectionPrices } from './order-queries.ts'
import type { BookedFill, OrderFilter, OrderStore } from './order-store.ts'

/** What is known of orders and fills, to read. */
export class OrderReadings {
  readonly #store: OrderStore

  constructor(store: OrderStore) {
    this.#store = store
  }

  /** @throws EngineError `UNKNOWN_ORDER`; orders that ended long ago are no longer known here. */
  order(id: OrderId): Order {
    const order = this.#store.get(id)
    if (order) return order
    throw new EngineError('UNKNOWN_ORDER', `There is no order ${id}.`, { data: { orderId: id } })
  }

  /** As {@link order}; undefined where it is not known. */
  findOrder(id: OrderId): Order | undefined {
    return this.#store.get(id)
  }

  /** Orders that have not ended, oldest first. */
  openOrders(filter: OrderFilter = {}): Order[] {
    return this.#store.open(filter)
  }

  /** Open ones and those that ended lately, newest first. */
  recentOrders(limit: number): Order[] {
    return this.#store.recent(limit)
  }

  /** Newest first. */
  recentFills(limit: number): BookedFill[] {
    return this.#store.recentFills(limit)
  }

  /** Unsigned quantity that may still be added to the net position on this side. */
  pendingQuantity(instrumentId: InstrumentId, side: Side): Quantity {
    return pendingQuantity(this.openOrders({ instrumentId }), side)
  }

  /** True while an entry or a close of this owner is on its way or working. */
  hasOrderInFlight(instrumentId: InstrumentId, owner: Owner): boolean {
    return this.#store.someOpen(
      ({ terms }) =>
        (terms.role === 'entry' || terms.role === 'close') &&
        terms.owner === owner &&
        terms.instrumentId === instrumentId,
    )
  }

  /**
   * True while nobody knows whether the venue has taken a command about one of this owner's orders there. New entries wait
   * for that; exits and cancels do not.
   */
  hasUnknown(instrumentId: InstrumentId, owner: Owner): boolean {
    return this.unknownOrders(instrumentId, owner) > 0
  }

  /** How many of them there are. */
  unknownOrders(instrumentId: InstrumentId, owner: Owner): number {
    return countUnknown(this.openOrders({ instrumentId, owner }))
  }

  /** Where the owner's position will be left; of several stops or targets the ones that come first. */
  protectionOf(instrumentId: InstrumentId, owner: Owner): ProtectionPrices {
    return protectionPrices(this.openOrders({ instrumentId, owner }))
  }
}
