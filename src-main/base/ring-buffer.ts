/** Keeps the newest `capacity` items. Adding is O(1); index 0 is the oldest kept. */
export class RingBuffer<T> {
  readonly #items: T[] = []
  readonly capacity: number
  #start = 0

  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError(`capacity must be 1 or more, got ${capacity}`)
    this.capacity = capacity
  }

  get length(): number {
    return this.#items.length
  }

  push(item: T): void {
    if (this.#items.length < this.capacity) {
      this.#items.push(item)
      return
    }
    this.#items[this.#start] = item
    this.#start = (this.#start + 1) % this.capacity
  }

  at(index: number): T | undefined {
    const position = index < 0 ? this.#items.length + index : index
    if (position < 0 || position >= this.#items.length) return undefined
    return this.#items[(this.#start + position) % this.#items.length]
  }

  /** Replaces the newest item. */
  replaceLast(item: T): void {
    if (this.#items.length === 0) throw new RangeError('an empty ring has no last item')
    this.#items[(this.#start + this.#items.length - 1) % this.#items.length] = item
  }

  toArray(): T[] {
    return [...this.#items.slice(this.#start), ...this.#items.slice(0, this.#start)]
  }

  clear(): void {
    this.#items.length = 0
    this.#start = 0
  }
}
