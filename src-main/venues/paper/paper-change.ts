import type { InstrumentId, OrderId, VenueAdjustment, VenueFact } from '../../domain/index.ts'
import type { PaperOrder } from './paper-order.ts'
import type { PaperNews } from './paper-store.ts'

/** Collects what one command or market event changes: the news in order, each order and instrument once. */
export class ChangeDraft {
  readonly news: PaperNews[] = []
  readonly instruments = new Set<InstrumentId>()
  readonly #orders = new Map<OrderId, PaperOrder>()

  get orders(): readonly PaperOrder[] {
    return [...this.#orders.values()]
  }

  /** Nothing has to be stored or told. */
  get isEmpty(): boolean {
    return this.news.length === 0 && this.instruments.size === 0
  }

  put(order: PaperOrder): void {
    this.#orders.set(order.request.orderId, order)
    this.instruments.add(order.request.instrumentId)
  }

  tell(fact: VenueFact): void {
    this.news.push({ kind: 'fact', fact })
  }

  adjust(adjustment: VenueAdjustment): void {
    this.news.push({ kind: 'adjustment', adjustment })
    if (adjustment.instrumentId !== undefined) this.instruments.add(adjustment.instrumentId)
  }
}
