import { EngineError } from '../base/index.ts'
import { isTerminal, type Order } from '../domain/index.ts'
import { isLeaving } from './order-machine.ts'
import type { OrderOutbox } from './order-outbox.ts'
import type { OrderFilter, OrderStore } from './order-store.ts'

export interface CancelAllRequest extends OrderFilter {
  /** Also stops, targets and closes placed for protection. */
  readonly includeProtection: boolean
  readonly reason: string
}

export interface OrderCancelsPorts {
  readonly store: OrderStore
  readonly outbox: Pick<OrderOutbox, 'cancel'>
  /** Somebody cancelled a protective order. */
  readonly onReleased: (order: Order) => void
  /** Somebody wants the order gone, and nothing in its place. */
  readonly onGivenUp: (order: Order, reason: string) => void
}

/** Cancels that somebody asks for, one by one or many at once. */
export class OrderCancels {
  readonly #ports: OrderCancelsPorts

  constructor(ports: OrderCancelsPorts) {
    this.#ports = ports
  }

  /** @throws EngineError `ORDER_NOT_CANCELLABLE` where it has ended. */
  cancel(order: Order, reason: string): Order {
    const { outbox, onReleased, onGivenUp } = this.#ports
    const { orderId: id } = order.terms
    if (isTerminal(order.state)) {
      throw new EngineError('ORDER_NOT_CANCELLABLE', `Order ${id} has already ended: it is ${order.state.kind}.`, {
        data: { orderId: id, state: order.state.kind },
      })
    }
    onGivenUp(order, reason)
    if (order.state.kind === 'cancelling') return order
    const cancelled = outbox.cancel(order, reason)
    if (order.terms.source === 'protection') onReleased(order)
    return cancelled
  }

  /**
   * Cancels every open order that is meant; says how many. A fault with one keeps no other from being cancelled.
   * @throws the first fault, after all have been tried.
   */
  cancelWhere(reason: string, isMeant: (order: Order) => boolean): number {
    const faults: unknown[] = []
    let count = 0
    for (const { terms } of this.#ports.store.open().filter(isMeant)) {
      // Looked at again, because the end of one order can end others.
      const now = this.#ports.store.get(terms.orderId)
      if (!now || isTerminal(now.state)) continue
      this.#ports.onGivenUp(now, reason)
      if (isLeaving(now)) continue
      count += 1
      try {
        this.cancel(now, reason)
      } catch (error) {
        faults.push(error)
      }
    }
    if (faults.length > 0) throw faults[0]
    return count
  }
}

/** The orders that a request to cancel many means. */
export function isAskedFor({ includeProtection, instrumentId, owner }: CancelAllRequest): (order: Order) => boolean {
  return ({ terms }) =>
    (includeProtection || terms.source !== 'protection') &&
    (instrumentId === undefined || terms.instrumentId === instrumentId) &&
    (owner === undefined || terms.owner === owner)
}
