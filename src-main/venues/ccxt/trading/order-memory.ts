import { BoundedMap } from '../../../base/index.ts'

/** Far more than any venue lets one account have open. */
const OPEN_KEPT = 20_000
/** What is still said of an ended order comes within seconds; no venue takes so many orders in half a minute. */
export const ENDED_KEPT = 1_000

/** What is known of all open orders, and of those that ended lately. However many end, an open one is not forgotten. */
export class OrderMemory<Key, Value> {
  readonly #open = new BoundedMap<Key, Value>(OPEN_KEPT)
  readonly #ended = new BoundedMap<Key, Value>(ENDED_KEPT)

  get(key: Key): Value | undefined {
    return this.#open.get(key) ?? this.#ended.get(key)
  }

  /** To be set again whenever something was heard. One that has ended stays so: a word of before may come late. */
  set(key: Key, value: Value, isEnded: boolean): void {
    if (!isEnded && this.#ended.get(key) === undefined) {
      this.#open.set(key, value)
    } else {
      this.#open.delete(key)
      this.#ended.set(key, value)
    }
  }
}
