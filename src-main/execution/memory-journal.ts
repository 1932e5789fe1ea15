import type { Journal, JournalRecord } from '../domain/index.ts'

/**
 * A journal that keeps nothing but counts, for backtests. A record counts as stored at once; an acknowledgement that
 * appends further records sees theirs run after its own, never inside it.
 */
export class MemoryJournal implements Journal {
  readonly #queue: (() => void)[] = []
  #isDraining = false
  #stored = 0
  readonly #countByKind = new Map<string, number>()

  get pending(): number {
    return this.#queue.length
  }

  /** Records acknowledged so far. */
  get stored(): number {
    return this.#stored
  }

  /** Records appended so far, by kind of fact. */
  count(kind: JournalRecord['fact']['kind']): number {
    return this.#countByKind.get(kind) ?? 0
  }

  append(record: JournalRecord, onStored: () => void): void {
    this.#countByKind.set(record.fact.kind, this.count(record.fact.kind) + 1)
    this.#queue.push(onStored)
    if (!this.#isDraining) this.#drain()
  }

  drained(): Promise<void> {
    return Promise.resolve()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  /** An acknowledgement that throws reaches the caller of `append` after the others have run. */
  #drain(): void {
    this.#isDraining = true
    const faults: unknown[] = []
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      this.#stored += 1
      try {
        next()
      } catch (error) {
        faults.push(error)
      }
    }
    this.#isDraining = false
    if (faults.length > 0) throw faults[0]
  }
}
