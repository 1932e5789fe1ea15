import type { Disposable } from '../../../base/index.ts'
import { backOffMs } from './back-off.ts'
import type { StreamPorts } from './ports.ts'

export interface ResyncParts extends StreamPorts {
  readonly name: string
  readonly act: () => Promise<void>
}

/** Runs what fills the gap of a stream, one at a time, until it has succeeded. */
export class Resync implements Disposable {
  readonly #parts: ResyncParts
  #isRunning = false
  #isWantedAgain = false
  #isDisposed = false
  #failures = 0
  #retry: Disposable | undefined

  constructor(parts: ResyncParts) {
    this.#parts = parts
  }

  /** One that is under way may have asked too early, so that another follows it. */
  request(): void {
    if (this.#isDisposed) return
    this.#retry?.dispose()
    this.#retry = undefined
    if (this.#isRunning) this.#isWantedAgain = true
    else void this.#run()
  }

  dispose(): void {
    this.#isDisposed = true
    this.#retry?.dispose()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    this.#isWantedAgain = false
    try {
      await this.#parts.act()
      this.#failures = 0
    } catch (error) {
      this.#handleFailure(error)
    }
    this.#isRunning = false
    if (this.#isWantedAgain) this.request()
  }

  #handleFailure(error: unknown): void {
    if (this.#isDisposed) return
    const { name, clock, random, logger, explain } = this.#parts
    this.#failures++
    const delayMs = backOffMs(this.#failures, random)
    logger.warn('what a stream has missed could not be fetched', { stream: name, error: explain(error), delayMs })
    this.#retry = clock.setTimer(delayMs, () => this.request())
  }
}
