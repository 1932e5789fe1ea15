import type { BookLevel, BookView } from '../../src-contract/index.ts'
import type { PendingDelta, PendingDeltas } from './pending-deltas.ts'

/**
 * Deltas of a book as one: of each price the newest quantity. A level that has gone stays in it with a quantity of 0,
 * for the client may still have it.
 */
export class MergedLevels implements PendingDeltas {
  /** The only one that waits: its text may be shared with other clients. */
  #single: BookView | undefined
  #merged: { timeMs: number; readonly bids: Map<number, number>; readonly asks: Map<number, number> } | undefined

  get size(): number {
    return this.#single || this.#merged ? 1 : 0
  }

  add(delta: object): void {
    const changes = delta as BookView
    if (!this.#single && !this.#merged) {
      this.#single = changes
      return
    }
    if (this.#single) this.#merge(this.#single)
    this.#single = undefined
    this.#merge(changes)
  }

  take(limit: number): PendingDelta[] {
    const delta = this.#single ?? this.#whole()
    if (delta === undefined || limit < 1) return []
    this.clear()
    return [{ delta, skipped: 0 }]
  }

  clear(): void {
    this.#single = undefined
    this.#merged = undefined
  }

  #merge({ timeMs, bids, asks }: BookView): void {
    const merged = (this.#merged ??= { timeMs, bids: new Map(), asks: new Map() })
    merged.timeMs = timeMs
    for (const [price, quantity] of bids) merged.bids.set(price, quantity)
    for (const [price, quantity] of asks) merged.asks.set(price, quantity)
  }

  #whole(): BookView | undefined {
    if (!this.#merged) return undefined
    const { timeMs, bids, asks } = this.#merged
    const rising = ([left]: BookLevel, [right]: BookLevel): number => left - right
    return { timeMs, bids: [...bids].toSorted(rising).toReversed(), asks: [...asks].toSorted(rising) }
  }
}
