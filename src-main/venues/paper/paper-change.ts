import type { InstrumentId, OrderId, VenueFact } from '../../domain/index.ts'
import type { PaperOrder } from './paper-order.ts'

/** Collects what one command or market event changes: the facts in order, each order and instrument once. */
export class ChangeDraft {
  readonly facts: VenueFact[] = []
  readonly instruments = new Set<InstrumentId>()
  readonly #orders = new Map<OrderId, PaperOrder>()

  get orders(): readonly PaperOrder[] {
    return [...this.#orders.values()]
  }

  put(order: PaperOrder): void {
    this.#orders.set(order.request.orderId, order)
    this.instruments.add(order.request.instrumentId)
  }
}
