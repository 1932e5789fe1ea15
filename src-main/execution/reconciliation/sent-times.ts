import type { Clock } from '../../base/index.ts'
import type { Order, OrderId } from '../../domain/index.ts'
import { isKnownAtVenue } from '../order-machine.ts'

/**
 * How long ago, in system time, an order's newest command went out, at the least. One that this process has sent counts
 * from when it was first looked at; one of an earlier run from the time the ledger has.
 */
export class SentTimes {
  readonly #systemClock: Clock
  /** By the order as it stands: every fact about it makes another one, and begins its time anew. */
  readonly #sinceMs = new WeakMap<Order, number>()
  /** Of orders that may never have arrived: a cancel that goes after them does not make their sending any younger. */
  readonly #unarrivedSinceMs = new Map<OrderId, { readonly phase: number; readonly sinceMs: number }>()

  constructor(systemClock: Clock, restored: readonly Order[]) {
    this.#systemClock = systemClock
    const nowMs = systemClock.nowMs()
    // A market that is not in real time, or a clock that was set back, gives times to come: then it counts from now.
    for (const order of restored) this.#sinceMs.set(order, Math.min(order.updatedAtMs, nowMs))
  }

  /** System time. */
  nowMs(): number {
    return this.#systemClock.nowMs()
  }

  /** Looks at them for the first time, where nobody has. */
  begin(orders: readonly Order[]): void {
    for (const order of orders) this.ageMs(order)
  }

  /** Never below zero. @param atMs system time at which it was that old; now unless given. */
  ageMs(order: Order, atMs = this.nowMs()): number {
    const nowMs = this.nowMs()
    const sinceMs = this.#sinceOf(order, nowMs)
    // A clock that was set back gives a time to come: from here on it counts anew.
    if (sinceMs === undefined || sinceMs > nowMs) this.#sinceMs.set(order, nowMs)
    return Math.max(0, atMs - (sinceMs ?? nowMs))
  }

  #sinceOf(order: Order, nowMs: number): number | undefined {
    const { orderId } = order.terms
    const known = this.#sinceMs.get(order)
    const phase = unarrivedPhase(order)
    if (phase === undefined) {
      this.#unarrivedSinceMs.delete(orderId)
      return known
    }
    const earlier = this.#unarrivedSinceMs.get(orderId)
    if (earlier?.phase === phase && earlier.sinceMs <= nowMs) return Math.min(earlier.sinceMs, known ?? nowMs)
    this.#unarrivedSinceMs.set(orderId, { phase, sinceMs: known ?? nowMs })
    return known
  }
}

const SENT = -1

/** Stays the same for as long as one sending may be under way; undefined for an order that was not sent, or that arrived. */
function unarrivedPhase(order: Order): number | undefined {
  if (isKnownAtVenue(order)) return undefined
  switch (order.state.kind) {
    case 'unknown':
      return order.state.sinceMs
    case 'submitted':
    case 'cancelling':
      return SENT
    default:
      return undefined
  }
}
