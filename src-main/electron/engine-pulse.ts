import type { Clock, Disposable } from '../base/index.ts'

const PING_EVERY_MS = 5_000
/** Pings in a row that may stay unanswered: 20 s. */
const MAX_UNANSWERED = 4

export interface EnginePulseOptions {
  readonly clock: Clock
  readonly ping: (n: number) => void
  /** Nothing has come back for 20 s. Told once. */
  readonly onSilence: () => void
}

/**
 * Asks the engine again and again whether it is alive. Pings are counted rather than time measured: where this program
 * itself stood still (a window held on Windows, a machine asleep), the engine is not blamed for it.
 */
export class EnginePulse implements Disposable {
  readonly #options: EnginePulseOptions
  #n = 0
  #unanswered = 0
  #beat: Disposable | undefined

  constructor(options: EnginePulseOptions) {
    this.#options = options
    this.resume()
  }

  handlePong(): void {
    this.#unanswered = 0
  }

  /** The machine goes to sleep. */
  pause(): void {
    this.#beat?.dispose()
    this.#beat = undefined
  }

  resume(): void {
    this.pause()
    this.#unanswered = 0
    this.#beat = this.#options.clock.setRepeating(PING_EVERY_MS, () => this.#handleBeat())
  }

  dispose(): void {
    this.pause()
  }

  #handleBeat(): void {
    if (this.#unanswered >= MAX_UNANSWERED) {
      this.pause()
      this.#options.onSilence()
      return
    }
    this.#unanswered += 1
    this.#n += 1
    this.#options.ping(this.#n)
  }
}
