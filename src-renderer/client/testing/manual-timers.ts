import type { Timers } from '../timers.ts'

interface Waiting {
  readonly dueMs: number
  readonly callback: () => void
}

/** Timers that move only when a test says so. */
export class ManualTimers implements Timers {
  #nowMs = 0
  readonly #waiting = new Set<Waiting>()

  nowMs(): number {
    return this.#nowMs
  }

  after(delayMs: number, callback: () => void): () => void {
    const waiting = { dueMs: this.#nowMs + delayMs, callback }
    this.#waiting.add(waiting)
    return () => this.#waiting.delete(waiting)
  }

  advance(byMs: number): void {
    const endMs = this.#nowMs + byMs
    for (;;) {
      const next = [...this.#waiting].filter(({ dueMs }) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0]
      if (next === undefined) break
      this.#waiting.delete(next)
      this.#nowMs = next.dueMs
      next.callback()
    }
    this.#nowMs = endMs
  }
}
