/** Keys remembered; far more than a snapshot holds. */
const MAX_KEYS = 5_000

/**
 * Tells what is new in a stream that begins with a snapshot and begins again after every break: the first snapshot is
 * the past, a later one may hold what happened in between.
 */
export class NewsFilter<Item> {
  readonly #keyOf: (item: Item) => string
  /** In the order of arrival. */
  readonly #known = new Set<string>()
  #hasBegun = false

  constructor(keyOf: (item: Item) => string) {
    this.#keyOf = keyOf
  }

  /** Those of the snapshot that were not known, in its order. */
  takeSnapshot(items: readonly Item[]): Item[] {
    const news = items.filter((item) => this.take(item))
    if (this.#hasBegun) return news
    this.#hasBegun = true
    return []
  }

  /** @returns whether the item is new. */
  take(item: Item): boolean {
    const key = this.#keyOf(item)
    if (this.#known.has(key)) return false
    this.#known.add(key)
    for (const oldest of this.#known) {
      if (this.#known.size <= MAX_KEYS) break
      this.#known.delete(oldest)
    }
    return true
  }
}
