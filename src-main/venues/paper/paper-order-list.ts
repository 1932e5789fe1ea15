import type { OrderId } from '../../domain/index.ts'
import { isOpen, type PaperOrder } from './paper-order.ts'

/** Ended orders that stay at hand; older ones are looked up in the store. */
const ENDED_KEPT = 2_000

/** Open orders and the newest of those that ended. */
export class PaperOrderList {
  readonly #open = new Map<OrderId, PaperOrder>()
  readonly #ended = new Map<OrderId, PaperOrder>()
  #nextExpiryMs = Infinity

  constructor(open: readonly PaperOrder[]) {
    for (const order of open) this.put(order)
  }

  /** Earliest time at which an open order ends by itself; Infinity where none does. */
  get nextExpiryMs(): number {
    return this.#nextExpiryMs
  }

  find(orderId: OrderId): PaperOrder | undefined {
    return this.#open.get(orderId) ?? this.#ended.get(orderId)
  }

  /** Oldest first. */
  open(): readonly PaperOrder[] {
    return [...this.#open.values()]
  }

  put(order: PaperOrder): void {
    const { orderId, expireAtMs } = order.request
    const before = this.#open.get(orderId)
    const isStaying = isOpen(order) && before?.sequence === order.sequence
    if (before && !isStaying) this.#open.delete(orderId)
    if (isOpen(order)) this.#open.set(orderId, order)
    else this.#ended.set(orderId, order)
    if (expireAtMs !== undefined && !isStaying) this.#nextExpiryMs = this.#earliestExpiry()
  }

  /** Lets go of the oldest ended orders; to be called when what was put is in the store. */
  forgetOldest(): void {
    for (const orderId of this.#ended.keys()) {
      if (this.#ended.size <= ENDED_KEPT) return
      this.#ended.delete(orderId)
    }
  }

  #earliestExpiry(): number {
    return Math.min(Infinity, ...this.open().map(({ request }) => request.expireAtMs ?? Infinity))
  }
}
