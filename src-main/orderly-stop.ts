import type { Clock, Disposable } from './base/index.ts'
import type { Engine } from './engine.ts'

/** Longest time an orderly stop may take. */
export const STOP_LIMIT_MS = 5_000

export interface OrderlyStopPorts {
  readonly engine: Pick<Engine, 'stop'>
  /** System clock. */
  readonly clock: Clock
  /** The stop took too long: the process has to end anyway. */
  readonly onOverdue: () => void
}

/** One stop, however many ask for it, and an end in time even where the engine does not find it. */
export class OrderlyStop implements Disposable {
  readonly #ports: OrderlyStopPorts
  #limit: Disposable | undefined

  constructor(ports: OrderlyStopPorts) {
    this.#ports = ports
  }

  get isAsked(): boolean {
    return this.#limit !== undefined
  }

  ask(reason: string): void {
    if (this.isAsked) return
    const { engine, clock, onOverdue } = this.#ports
    this.#limit = clock.setTimer(STOP_LIMIT_MS, onOverdue)
    void engine.stop(reason)
  }

  /** Everything is over: no need to end by force any more. */
  dispose(): void {
    this.#limit?.dispose()
  }
}
