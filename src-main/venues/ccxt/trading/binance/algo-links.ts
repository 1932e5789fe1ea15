import type { OrderId, VenueOrderId } from '../../../../domain/index.ts'
import { isOpen, type OrderWord } from '../order-gateway.ts'
import { OrderMemory } from '../order-memory.ts'
import type { AlgoWord } from './algo-payloads.ts'

/** A conditional order as it was placed, and what it has become. */
export interface AlgoLink {
  readonly placed: Pick<OrderWord, 'venueOrderId' | 'type' | 'triggerPrice' | 'reduceOnly'>
  readonly actualOrderId: string | undefined
}

/**
 * Which orders began as conditional ones. When its price is reached such an order gets another id, a plainer type and no
 * trigger; to us it stays the order that was placed, under the id that it was accepted with.
 */
export class AlgoLinks {
  readonly #byOrder = new OrderMemory<OrderId, AlgoLink>()
  readonly #byActual = new OrderMemory<string, OrderId>()
  readonly #plain = new OrderMemory<OrderId, true>()

  note({ word, actualOrderId }: AlgoWord): void {
    const { orderId, venueOrderId, type, triggerPrice, reduceOnly } = word
    const known = this.#byOrder.get(orderId)?.actualOrderId
    const placed = { venueOrderId, type, triggerPrice, reduceOnly }
    this.#link(orderId, { placed, actualOrderId: actualOrderId ?? known }, !isOpen(word))
  }

  /** It was placed as what it is. */
  notePlain(orderId: OrderId): void {
    this.#plain.set(orderId, true, false)
  }

  linkOf(orderId: OrderId): AlgoLink | undefined {
    return this.#byOrder.get(orderId)
  }

  /** False where nobody has told yet how it began. */
  isKnown(orderId: OrderId): boolean {
    return this.#plain.get(orderId) === true || this.#byOrder.get(orderId) !== undefined
  }

  /** What an order is called here: one that a conditional order has become, as that. */
  nameOf(venueOrderId: VenueOrderId, orderId: OrderId): OrderId {
    return this.#byActual.get(venueOrderId) ?? orderId
  }

  /** The word on what a conditional order has become, as a word on that; every other unchanged. */
  asPlaced(word: OrderWord): OrderWord {
    const orderId = this.nameOf(word.venueOrderId, word.orderId)
    const link = this.#byOrder.get(orderId)
    const isEnded = !isOpen(word)
    if (!link) {
      if (this.#plain.get(orderId)) this.#plain.set(orderId, true, isEnded)
      return word
    }
    this.#link(orderId, { ...link, actualOrderId: link.actualOrderId ?? word.venueOrderId }, isEnded)
    return { ...word, orderId, ...link.placed, isNew: false }
  }

  #link(orderId: OrderId, link: AlgoLink, isEnded: boolean): void {
    this.#byOrder.set(orderId, link, isEnded)
    if (link.actualOrderId !== undefined) this.#byActual.set(link.actualOrderId, orderId, isEnded)
  }
}
