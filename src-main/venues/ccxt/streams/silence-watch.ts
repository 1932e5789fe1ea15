import type { Clock, Disposable } from '../../../base/index.ts'

export interface SilenceWatchParts {
  readonly clock: Clock
  readonly limitMs: number
  readonly onSilent: () => void
}

/** Tells once when nothing was noted for so long. Noting costs no timer: there may be thousands a second. */
export class SilenceWatch implements Disposable {
  readonly #parts: SilenceWatchParts
  #heardMs: number
  #timer: Disposable

  constructor(parts: SilenceWatchParts) {
    this.#parts = parts
    this.#heardMs = parts.clock.nowMs()
    this.#timer = this.#lookIn(parts.limitMs)
  }

  note(): void {
    this.#heardMs = this.#parts.clock.nowMs()
  }

  dispose(): void {
    this.#timer.dispose()
  }

  #lookIn(delayMs: number): Disposable {
    return this.#parts.clock.setTimer(delayMs, () => this.#look())
  }

  #look(): void {
    const { clock, limitMs, onSilent } = this.#parts
    const silentMs = clock.nowMs() - this.#heardMs
    // A clock that was set back says nothing about the silence.
    if (silentMs >= limitMs) onSilent()
    else this.#timer = this.#lookIn(Math.min(limitMs, limitMs - silentMs))
  }
}
