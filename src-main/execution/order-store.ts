import { RingBuffer } from '../base/index.ts'
import {
  type Fill,
  type InstrumentId,
  isTerminal,
  type Money,
  type Order,
  type OrderId,
  type Owner,
  type TradeId,
} from '../domain/index.ts'
import { isHeld } from './order-machine.ts'

/** Orders that ended and are still kept in memory; older ones are found in the ledger only. */
export const KEPT_ENDED_ORDERS = 10_000
/** Fills kept in memory, and read from the ledger at the start. */
export const KEPT_FILLS = 2_000

/** A fill with the profit that it realised, before its fee. */
export interface BookedFill {
  readonly fill: Fill
  readonly realisedPnl: Money
}

export interface OrderFilter {
  readonly instrumentId?: InstrumentId | undefined
  readonly owner?: Owner | undefined
}

/** Orders and fills in memory: every open order, and the newest of those that ended. */
export class OrderStore {
  /** In the order in which they were made. */
  readonly #orders = new Map<OrderId, Order>()
  readonly #open = new Map<OrderId, Order>()
  /** Open orders that wait for a price here, by instrument. */
  readonly #held = new Map<InstrumentId, Map<OrderId, Order>>()
  readonly #tradeIds = new Map<OrderId, Set<TradeId>>()
  readonly #fills = new RingBuffer<BookedFill>(KEPT_FILLS)
  /** Oldest end first. */
  readonly #ended = new Set<OrderId>()

  get(orderId: OrderId): Order | undefined {
    return this.#orders.get(orderId)
  }

  /** Adds the order or puts its new state in place of the old one. */
  put(order: Order): void {
    const { orderId } = order.terms
    const known = this.#orders.get(orderId)
    this.#orders.set(orderId, order)
    if (isHeld(order.terms)) this.#putHeld(order)
    if (isTerminal(order.state)) {
      this.#open.delete(orderId)
      this.#ended.add(orderId)
      this.#forgetOldest()
    } else {
      this.#open.set(orderId, order)
      if (known && isTerminal(known.state)) this.#ended.delete(orderId)
    }
  }

  remove(orderId: OrderId): void {
    this.#orders.delete(orderId)
    this.#open.delete(orderId)
    for (const held of this.#held.values()) held.delete(orderId)
    this.#ended.delete(orderId)
    this.#tradeIds.delete(orderId)
  }

  /** Orders that have not ended, oldest first. */
  open(filter: OrderFilter = {}): Order[] {
    const found: Order[] = []
    for (const order of this.#open.values()) if (isMatch(order, filter)) found.push(order)
    return found
  }

  /** Whether one of the orders that have not ended is like this; asked at every bar, so nothing is copied. */
  someOpen(isMeant: (order: Order) => boolean): boolean {
    for (const order of this.#open.values()) if (isMeant(order)) return true
    return false
  }

  /** Those of the instrument that the engine waits with for their price; asked at every price, so nothing is copied. */
  held(instrumentId: InstrumentId): Iterable<Order> {
    return this.#held.get(instrumentId)?.values() ?? []
  }

  /** The newest order under this key, whoever's it is. */
  byKey(idempotencyKey: string): Order | undefined {
    let found: Order | undefined
    for (const order of this.#orders.values()) if (order.terms.idempotencyKey === idempotencyKey) found = order
    return found
  }

  /** Of one group of orders that exclude each other, ended ones too; oldest first. */
  ofGroup(ocoGroup: string): Order[] {
    const found: Order[] = []
    for (const order of this.#orders.values()) if (order.terms.ocoGroup === ocoGroup) found.push(order)
    return found
  }

  /** Newest first. */
  recent(limit: number): Order[] {
    return limit > 0 ? [...this.#orders.values()].slice(-limit).reverse() : []
  }

  hasSeen(orderId: OrderId, tradeId: TradeId): boolean {
    return this.#tradeIds.get(orderId)?.has(tradeId) ?? false
  }

  markSeen(orderId: OrderId, tradeId: TradeId): void {
    const seen = this.#tradeIds.get(orderId)
    if (seen) seen.add(tradeId)
    else this.#tradeIds.set(orderId, new Set([tradeId]))
  }

  addFill(booked: BookedFill): void {
    this.#fills.push(booked)
  }

  /** Newest first. */
  recentFills(limit: number): BookedFill[] {
    return this.#fills.toArray().reverse().slice(0, limit)
  }

  #putHeld(order: Order): void {
    const { instrumentId, orderId } = order.terms
    const held = this.#held.get(instrumentId) ?? new Map<OrderId, Order>()
    this.#held.set(instrumentId, held)
    if (order.state.kind === 'working') held.set(orderId, order)
    else held.delete(orderId)
  }

  #forgetOldest(): void {
    if (this.#ended.size <= KEPT_ENDED_ORDERS) return
    const oldest = this.#ended.values().next()
    if (!oldest.done) this.remove(oldest.value)
  }
}

function isMatch({ terms }: Order, { instrumentId, owner }: OrderFilter): boolean {
  return (
    (instrumentId === undefined || terms.instrumentId === instrumentId) &&
    (owner === undefined || terms.owner === owner)
  )
}
