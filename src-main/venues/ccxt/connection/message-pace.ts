import type { Clock, SystemClock } from '../../../base/index.ts'

/** Spreads the messages to one socket: a venue cuts a connection that sends it too many. */
export class MessagePace {
  readonly #clock: Clock & Pick<SystemClock, 'monotonicMs'>
  readonly #everyMs: number
  #nextMs = 0

  /** @param everyMs between two messages. */
  constructor(clock: Clock & Pick<SystemClock, 'monotonicMs'>, everyMs: number) {
    this.#clock = clock
    this.#everyMs = everyMs
  }

  /** Resolves when the next message may go out; those who came first go first. */
  async turn(): Promise<void> {
    const nowMs = this.#clock.monotonicMs()
    const turnMs = Math.max(nowMs, this.#nextMs)
    this.#nextMs = turnMs + this.#everyMs
    if (turnMs > nowMs) await new Promise<void>((resolve) => this.#clock.setTimer(turnMs - nowMs, resolve))
  }
}
