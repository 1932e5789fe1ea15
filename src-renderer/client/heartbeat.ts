import type { Timers } from './timers.ts'

const INTERVAL_MS = 4_000

export interface HeartbeatOptions {
  readonly timers: Timers
  readonly ping: () => void
  /** Nothing came back between two beats: the other end is frozen or gone without a word. */
  readonly onSilence: () => void
}

/**
 * Finds out that a connection is dead although no close arrived. It asks on one beat and judges on the next, so a
 * browser that slows the timers of a hidden tab makes it slower, never wrong.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions
  #heard = true
  #cancel: () => void

  constructor(options: HeartbeatOptions) {
    this.#options = options
    this.#cancel = options.timers.after(INTERVAL_MS, () => this.#beat())
  }

  handleMessage(): void {
    this.#heard = true
  }

  dispose(): void {
    this.#cancel()
  }

  #beat(): void {
    if (!this.#heard) {
      this.#options.onSilence()
      return
    }
    this.#heard = false
    this.#options.ping()
    this.#cancel = this.#options.timers.after(INTERVAL_MS, () => this.#beat())
  }
}
