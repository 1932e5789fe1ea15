import { type Clock, EngineError } from '../base/index.ts'

/** Wrong passphrases in a row that cost nothing but their own work. */
const FREE_FAILURES = 5
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/** Slows down guessing: after five failures in a row each further one has to be waited out, 1 s doubling to 60 s. */
export class AttemptLimit {
  readonly #clock: Clock
  #failures = 0
  #failedAtMs = 0

  /** Takes the system clock. */
  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @throws EngineError `TOO_MANY_REQUESTS` where the last failure has not been waited out. */
  admit(): void {
    const retryAfterMs = this.#remainingMs()
    if (retryAfterMs <= 0) return
    const seconds = Math.ceil(retryAfterMs / 1000)
    throw new EngineError('TOO_MANY_REQUESTS', `Too many wrong passphrases. Try again in ${seconds} s.`, {
      data: { retryAfterMs },
    })
  }

  handleFailure(): void {
    this.#failures += 1
    this.#failedAtMs = this.#clock.nowMs()
  }

  handleSuccess(): void {
    this.#failures = 0
  }

  #remainingMs(): number {
    const over = this.#failures - FREE_FAILURES
    if (over < 0) return 0
    const nowMs = this.#clock.nowMs()
    // A clock that was set back must not lengthen the wait.
    this.#failedAtMs = Math.min(this.#failedAtMs, nowMs)
    return this.#failedAtMs + Math.min(FIRST_WAIT_MS * 2 ** over, LONGEST_WAIT_MS) - nowMs
  }
}
