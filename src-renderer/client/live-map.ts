/**
 * Values that change many times a second, kept outside React: a cell subscribes to one key and writes its text
 * itself, so that a price does not render the tree.
 */
export class LiveMap<Value> {
  readonly #values = new Map<string, Value>()
  readonly #listeners = new Map<string, Set<(value: Value) => void>>()

  get(key: string): Value | undefined {
    return this.#values.get(key)
  }

  keys(): readonly string[] {
    return [...this.#values.keys()]
  }

  set(key: string, value: Value): void {
    this.#values.set(key, value)
    for (const listener of this.#listeners.get(key) ?? []) listener(value)
  }

  /** Forgets a value; who listens to it is not told. */
  delete(key: string): void {
    this.#values.delete(key)
  }

  /** @returns what ends the subscription. */
  subscribe(key: string, listener: (value: Value) => void): () => void {
    const listeners = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(key) === listeners) this.#listeners.delete(key)
    }
  }
}
