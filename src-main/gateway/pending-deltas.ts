import { ensureNever } from '../base/index.ts'
import { type MergeRule, RING_CAPACITY } from '../../src-contract/index.ts'
import { MergedLevels } from './merged-levels.ts'

/** A delta on its way out. */
export interface PendingDelta {
  readonly delta: object
  /** Deltas before this one that were dropped; 0 under every rule but `ring`. */
  readonly skipped: number
}

/** Deltas of one subscription that wait for the client's credit. */
export interface PendingDeltas {
  readonly size: number
  add(delta: object): void
  /** Takes out the oldest, at most `limit`. */
  take(limit: number): PendingDelta[]
  /** Forgets what waits: a snapshot that has all of it is about to be taken. */
  clear(): void
}

/** The waiting room that a merge rule asks for. `keyOf` is used by `latest` only. */
export function createPendingDeltas(rule: MergeRule, keyOf: (delta: object) => string): PendingDeltas {
  switch (rule) {
    case 'latest':
      return new LatestByKey(keyOf)
    case 'levels':
      return new MergedLevels()
    case 'ring':
      return new Newest()
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

  take(limit: number): PendingDelta[] {
    const taken: PendingDelta[] = []
    for (const [key, delta] of this.#newest) {
      if (taken.length === limit) break
      taken.push({ delta, skipped: 0 })
      this.#newest.delete(key)
    }
    return taken
  }

  clear(): void {
    this.#newest.clear()
  }
}

/** The newest {@link RING_CAPACITY} are kept, in order; those that had to go are counted. */
class Newest implements PendingDeltas {
  readonly #queue: object[] = []
  #skipped = 0

  get size(): number {
    return this.#queue.length
  }

  add(delta: object): void {
    this.#queue.push(delta)
    if (this.#queue.length <= RING_CAPACITY) return
    this.#queue.shift()
    this.#skipped += 1
  }

  take(limit: number): PendingDelta[] {
    const taken = this.#queue.splice(0, limit).map((delta) => {
      const skipped = this.#skipped
      this.#skipped = 0
      return { delta, skipped }
    })
    return taken
  }

  clear(): void {
    this.#queue.length = 0
    this.#skipped = 0
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

  take(limit: number): PendingDelta[] {
    return this.#queue.splice(0, limit).map((delta) => ({ delta, skipped: 0 }))
  }

  clear(): void {
    this.#queue.length = 0
  }
}
