import { BoundedMap } from '../../../../base/index.ts'
import type { OrderId, VenueOrderId } from '../../../../domain/index.ts'
import type { OrderWord } from '../order-gateway.ts'
import type { AlgoWord } from './algo-payloads.ts'

const LINKS_KEPT = 20_000

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
  readonly #byOrder = new BoundedMap<OrderId, AlgoLink>(LINKS_KEPT)
  readonly #byActual = new BoundedMap<string, OrderId>(LINKS_KEPT)
  readonly #plain = new BoundedMap<OrderId, true>(LINKS_KEPT)

  note({ word: { orderId, venueOrderId, type, triggerPrice, reduceOnly }, actualOrderId }: AlgoWord): void {
    const known = this.#byOrder.get(orderId)?.actualOrderId
    this.#link(orderId, {
      placed: { venueOrderId, type, triggerPrice, reduceOnly },
      actualOrderId: actualOrderId ?? known,
    })
  }

  /** It was placed as what it is. */
  notePlain(orderId: OrderId): void {
    this.#plain.set(orderId, true)
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
    if (!link) return word
    if (link.actualOrderId === undefined) this.#link(orderId, { ...link, actualOrderId: word.venueOrderId })
    return { ...word, orderId, ...link.placed, isNew: false }
  }

  #link(orderId: OrderId, link: AlgoLink): void {
    this.#byOrder.set(orderId, link)
    if (link.actualOrderId !== undefined) this.#byActual.set(link.actualOrderId, orderId)
  }
}
