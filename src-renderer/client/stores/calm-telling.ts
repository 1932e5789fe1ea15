import type { Timers } from '../timers.ts'

/** Tables are read by people, who cannot follow more than a few changes of them in a second. */
const INTERVAL_MS = 250

/**
 * Tells at once of a change after a calm time, and of all that follow it at the end of each interval. Those who share it
 * are told together, so that the window is drawn once for all of them.
 */
export class CalmTelling {
  readonly #timers: Timers
  #inInterval = false
  readonly #waiting = new Set<() => void>()

  constructor(timers: Timers) {
    this.#timers = timers
  }

  /** @param tell Called now or at the end of the interval, once for however many changes. */
  handleChange(tell: () => void): void {
    if (this.#inInterval) {
      this.#waiting.add(tell)
      return
    }
    this.#beginInterval()
    tell()
  }

  /** Tells without regard to the interval, and not again of what waited for its end. */
  tellNow(tell: () => void): void {
    this.#waiting.delete(tell)
    tell()
  }

  #beginInterval(): void {
    this.#inInterval = true
    this.#timers.after(INTERVAL_MS, () => this.#handleInterval())
  }

  #handleInterval(): void {
    this.#inInterval = false
    if (this.#waiting.size === 0) return
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    this.#beginInterval()
    for (const tell of waiting) tell()
  }
}
