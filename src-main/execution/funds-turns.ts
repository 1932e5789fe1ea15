import { type Clock, Decimal, ZERO } from '../base/index.ts'
import { isTerminal, type Order, type OrderId, type Quantity } from '../domain/index.ts'
import { replacementKey } from './order-amends.ts'
import { remainingQuantity } from './order-machine.ts'
import type { OrderOutbox } from './order-outbox.ts'
import type { OrderStore } from './order-store.ts'
import { releaseKey } from './order-triggers.ts'

/** Session time after which an order that the venue would not let go is asked to go again. */
export const ROOM_RETRY_MS = 30_000

export interface FundsTurnsPorts {
  readonly store: Pick<OrderStore, 'open' | 'ofGroup' | 'byKey'>
  readonly outbox: Pick<OrderOutbox, 'cancelOpen'>
  /** Nothing is to come in the place of an order that is on its way out for other terms. */
  readonly giveUp: (order: Order, reason: string) => void
  /** Session clock. */
  readonly clock: Pick<Clock, 'nowMs'>
}

/**
 * Groups that find what only one of their orders needs: one stands at the venue, the engine waits with the other
 * (`awaitsFunds`). A fill of the one at the venue ends the other. Where the other's price comes first, the one at the venue
 * goes, and what it has not traded is sent as an order of no group. What is left to be done stands in the orders themselves:
 * the one that waits ends only once something of its group has filled and still stands, or all of it has.
 */
export class FundsTurns {
  readonly #ports: FundsTurnsPorts
  /** Groups of which the order that waits has its turn, while another one still keeps what it needs. */
  readonly #due = new Set<string>()
  readonly #askedAtMs = new Map<OrderId, number>()
  #isBegun = false
  #pauses = 0

  constructor(ports: FundsTurnsPorts) {
    this.#ports = ports
  }

  /** From here on orders are cancelled; what has ended while nobody looked is done first. */
  begin(): void {
    this.#isBegun = true
    this.#endTaken()
  }

  /** Until the returned function is called no order is ended. */
  pause(): () => void {
    this.#pauses += 1
    return () => {
      this.#pauses -= 1
      this.#endTaken()
    }
  }

  suspend(): void {
    this.#isBegun = false
  }

  /** The order of the group that waits for its turn, also one that has ended; undefined where all find what they need. */
  waiting({ terms: { ocoGroup } }: Order): Order | undefined {
    if (ocoGroup === undefined) return undefined
    return this.#ports.store.ofGroup(ocoGroup).find(({ terms }) => terms.awaitsFunds)
  }

  /** What an order that waited has been sent as: from there on nothing else of its group is to trade. */
  sentFor({ terms: { orderId } }: Order): Order | undefined {
    const { store } = this.#ports
    const sent = store.byKey(releaseKey(orderId))
    // Where it could not be given other terms another one has come in its place.
    for (let order = sent; order; order = store.byKey(replacementKey(order.terms.orderId))) {
      if (!isTerminal(order.state) || order.filledQuantity.gt(ZERO)) return order
    }
    return sent
  }

  /** An order has changed beside one that waits for its turn. */
  handleChange(order: Order, waiting: Order): void {
    if (this.#isActing && !this.#due.has(groupOf(waiting)) && isTaker(order)) this.#end(waiting)
  }

  /** Unsigned: what the others of its group have left of an order that waits; zero where one of them has filled. */
  restOf(order: Order): Quantity {
    if (!order.terms.awaitsFunds) return remainingQuantity(order)
    if (this.#beside(order).some(({ state }) => state.kind === 'filled')) return ZERO as Quantity
    return Decimal.max(ZERO, remainingQuantity(order).sub(this.tradedBeside(order))) as Quantity
  }

  /** Unsigned: what the others of its group have traded of what an order that waits is for. */
  tradedBeside(order: Order): Quantity {
    const others = order.terms.awaitsFunds ? this.#beside(order) : []
    return others.reduce<Decimal>((sum, { filledQuantity }) => sum.add(filledQuantity), ZERO) as Quantity
  }

  /** True once the others of the group of an order whose price has come have gone, which they are asked to. */
  hasRoom(order: Order): boolean {
    if (!order.terms.awaitsFunds) return true
    // Also of one that has ended already another one may be about to come in its place.
    for (const other of this.#beside(order)) this.#askToGo(other, order)
    // Of one that had not been sent yet that was the end.
    if (this.#beside(order).some(({ state }) => !isTerminal(state))) return false
    this.forget(order)
    return true
  }

  /** Its turn has not come after all. */
  forget(order: Order): void {
    this.#due.delete(groupOf(order))
    for (const { terms } of this.#beside(order)) this.#askedAtMs.delete(terms.orderId)
  }

  /** Asked at every price: what the venue would not let go is asked again later. */
  #askToGo(order: Order, due: Order): void {
    const { orderId } = order.terms
    const nowMs = this.#ports.clock.nowMs()
    const reason = `the price of ${due.terms.orderId} of its group has come`
    this.#ports.giveUp(order, reason)
    if (isTerminal(order.state)) return
    this.#due.add(groupOf(due))
    const askedAtMs = this.#askedAtMs.get(orderId) ?? Number.NEGATIVE_INFINITY
    if (nowMs - askedAtMs < ROOM_RETRY_MS) return
    this.#askedAtMs.set(orderId, nowMs)
    this.#ports.outbox.cancelOpen(orderId, reason)
  }

  get #isActing(): boolean {
    return this.#isBegun && this.#pauses === 0
  }

  /** What has ended while nobody looked. */
  #endTaken(): void {
    if (!this.#isActing) return
    for (const order of this.#ports.store.open()) if (this.#isTaken(order)) this.#end(order)
  }

  #isTaken(waiting: Order): boolean {
    if (!waiting.terms.awaitsFunds || this.#due.has(groupOf(waiting))) return false
    return this.#beside(waiting).some(isTaker)
  }

  #end({ terms: { orderId }, state }: Order): void {
    if (!isTerminal(state)) this.#ports.outbox.cancelOpen(orderId, 'another order of its group has filled')
  }

  #beside(order: Order): Order[] {
    return this.#ports.store.ofGroup(groupOf(order)).filter(({ terms }) => terms.orderId !== order.terms.orderId)
  }
}

function groupOf({ terms: { ocoGroup = '' } }: Order): string {
  return ocoGroup
}

/** It has traded all, or a part and still stands. */
function isTaker({ state, filledQuantity }: Order): boolean {
  const stands = state.kind === 'working' || state.kind === 'partiallyFilled'
  return state.kind === 'filled' || (stands && filledQuantity.gt(ZERO))
}
