import { BoundedMap } from '../../../base/index.ts'
import type { OrderId } from '../../../domain/index.ts'
import type { OrderStory } from './order-story.ts'

/** Far more than any venue lets one account have open. */
const OPEN_KEPT = 20_000
/** What is still said of an ended order comes within seconds; no venue takes so many orders in half a minute. */
export const ENDED_KEPT = 1_000

/** The stories of all open orders, and of those that ended lately. However many end, an open one is not forgotten. */
export class StoryBook {
  readonly #open = new BoundedMap<OrderId, OrderStory>(OPEN_KEPT)
  readonly #ended = new BoundedMap<OrderId, OrderStory>(ENDED_KEPT)

  get(orderId: OrderId): OrderStory | undefined {
    return this.#open.get(orderId) ?? this.#ended.get(orderId)
  }

  /** To be put again whenever something was heard: it may have ended. */
  put(orderId: OrderId, story: OrderStory): void {
    const [place, other] = story.isEnded ? [this.#ended, this.#open] : [this.#open, this.#ended]
    place.set(orderId, story)
    other.delete(orderId)
  }
}
