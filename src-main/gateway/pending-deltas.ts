import { ensureNever } from '../base/index.ts'
import type { MergeRule } from '../../src-contract/index.ts'

/** Deltas of one subscription that wait for the client's credit. */
export interface PendingDeltas {
  readonly size: number
  add(delta: object): void
  /** Takes out the oldest, at most `limit`. */
  take(limit: number): object[]
}

/** The waiting room that a merge rule asks for. `keyOf` is used by `latest` only. */
export function createPendingDeltas(rule: MergeRule, keyOf: (delta: object) => string): PendingDeltas {
  switch (rule) {
    case 'latest':
      return new LatestByKey(keyOf)
    case 'never':
      return new InOrder()
    default:
      return ensureNever(rule, 'merge rule')
  }
}

/** Only the newest per key is kept, at the place where the key first came. */
class LatestByKey implements PendingDeltas {
  readonly #keyOf: (delta: object) => string
  readonly #newest = new Map<string, object>()

  constructor(keyOf: (delta: object) => string) {
    this.#keyOf = keyOf
  }

  get size(): number {
    return this.#newest.size
  }

  add(delta: object): void {
    this.#newest.set(this.#keyOf(delta), delta)
  }

  take(limit: number): object[] {
    const taken: object[] = []
    for (const [key, delta] of this.#newest) {
      if (taken.length === limit) break
      taken.push(delta)
      this.#newest.delete(key)
    }
    return taken
  }
}

/** Everything is kept, in order. */
class InOrder implements PendingDeltas {
  readonly #queue: object[] = []

  get size(): number {
    return this.#queue.length
  }

  add(delta: object): void {
    this.#queue.push(delta)
  }

  take(limit: number): object[] {
    return this.#queue.splice(0, limit)
  }
}
