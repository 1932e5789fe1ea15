import { ensureDefined } from '../base/index.ts'
import type { AmendableTerms, Order, OrderId } from '../domain/index.ts'
import type { OrderFollowers } from './order-followers.ts'
import type { OrderOutbox } from './order-outbox.ts'
import type { OrderFilter, OrderStore } from './order-store.ts'
import { PROTECTION_CANCEL_REASON } from './protection.ts'
import { exitAmendment, type ProtectionTerms } from './protective-terms.ts'
import type { ProtectionDesk } from './protector-ports.ts'

export interface OutboxDeskPorts {
  readonly store: OrderStore
  readonly outbox: OrderOutbox
  readonly followers: OrderFollowers
  readonly place: (terms: ProtectionTerms) => void
}

/** The protector's way to the venue. */
export class OutboxDesk implements ProtectionDesk {
  readonly #ports: OutboxDeskPorts

  constructor(ports: OutboxDeskPorts) {
    this.#ports = ports
  }

  openOrders(filter: OrderFilter): readonly Order[] {
    return this.#ports.store.open(filter)
  }

  find(orderId: OrderId): Order | undefined {
    return this.#ports.store.get(orderId)
  }

  placeProtection(terms: ProtectionTerms): void {
    this.#ports.place(terms)
  }

  cancelProtection(orderId: OrderId): void {
    this.#ports.outbox.cancelOpen(orderId, PROTECTION_CANCEL_REASON)
  }

  amendProtection(orderId: OrderId, terms: AmendableTerms): void {
    const { store, followers } = this.#ports
    followers.amend(ensureDefined(store.get(orderId), `order ${orderId}`), ...exitAmendment(orderId, terms))
  }

  cancelEntry(orderId: OrderId): void {
    this.#ports.outbox.cancelOpen(orderId, 'its stop was hit while it still filled')
  }
}
