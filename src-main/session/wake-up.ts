import { type Clock, type Disposable, ensureDefined, errorText, type Logger } from '../base/index.ts'

/** System time before a step that failed is tried again; the last one repeats. */
const TRY_AGAIN_AFTER_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const

/** One thing to be done before trading goes on. */
export interface WakeStep {
  /** Completes "waking up: …". */
  readonly name: string
  readonly take: () => Promise<void> | void
}

export interface WakeUpPorts {
  readonly steps: readonly WakeStep[]
  readonly systemClock: Clock
  readonly logger: Logger
  /** What is being done, or why it does not go on; for a person. */
  readonly onProgress: (reason: string) => void
}

/** Takes the steps in order, each of them until it succeeds, unless it is disposed of before. */
export class WakeUp implements Disposable {
  readonly #ports: WakeUpPorts
  #isGivenUp = false
  #pause: Disposable | undefined
  #endPause: () => void = () => undefined

  constructor(ports: WakeUpPorts) {
    this.#ports = ports
  }

  /** True once every step has been taken, false where it was given up. */
  async run(): Promise<boolean> {
    for (const step of this.#ports.steps) {
      await this.#takeUntilDone(step)
      if (this.#isGivenUp) return false
    }
    return true
  }

  dispose(): void {
    this.#isGivenUp = true
    this.#pause?.dispose()
    this.#endPause()
  }

  async #takeUntilDone(step: WakeStep): Promise<void> {
    let failures = 0
    while (!this.#isGivenUp) {
      if (await this.#succeeds(step)) return
      await this.#pauseAfter(failures)
      failures += 1
    }
  }

  async #succeeds({ name, take }: WakeStep): Promise<boolean> {
    const { onProgress, logger } = this.#ports
    try {
      onProgress(`waking up: ${name}`)
      await take()
      return true
    } catch (error) {
      if (this.#isGivenUp) return false
      onProgress(`waking up: ${name} failed: ${errorText(error)}`)
      logger.error('waking up does not go on', { step: name, error: errorText(error) })
      return false
    }
  }

  #pauseAfter(failures: number): Promise<void> {
    if (this.#isGivenUp) return Promise.resolve()
    const delayMs = ensureDefined(TRY_AGAIN_AFTER_MS[Math.min(failures, TRY_AGAIN_AFTER_MS.length - 1)], 'delay')
    return new Promise((resolve) => {
      this.#endPause = resolve
      this.#pause = this.#ports.systemClock.setTimer(delayMs, resolve)
    })
  }
}
