import type { StatusView } from '../../src-contract/index.ts'

type ClockReading = Pick<StatusView, 'sessionTimeMs' | 'sessionSpeed'>

/** Session time between two reports of the engine: the last one, carried on at the session's speed. */
export class SessionClock {
  readonly #systemNowMs: () => number
  #reading: ClockReading | undefined
  #readAtMs = 0

  constructor(systemNowMs: () => number) {
    this.#systemNowMs = systemNowMs
  }

  handleStatus(reading: ClockReading): void {
    this.#reading = reading
    this.#readAtMs = this.#systemNowMs()
  }

  /** Undefined before the first report. */
  nowMs(): number | undefined {
    if (this.#reading === undefined) return undefined
    const { sessionTimeMs, sessionSpeed } = this.#reading
    return Math.round(sessionTimeMs + (this.#systemNowMs() - this.#readAtMs) * sessionSpeed)
  }
}
