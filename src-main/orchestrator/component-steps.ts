import type { Clock, Logger } from '../base/index.ts'
import type { Component } from './component.ts'
import { runStep } from './step.ts'

export interface ComponentStepsOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly startTimeoutMs: number
  readonly stopTimeoutMs: number
}

/** Runs the starts and stops of components and waits for none longer than its limit. */
export class ComponentSteps {
  readonly #options: ComponentStepsOptions
  /** Stops that were given up and have not ended yet. */
  readonly #lateStops = new Map<Component, Promise<void>>()

  constructor(options: ComponentStepsOptions) {
    this.#options = options
  }

  /** A component whose stop was given up is not started before that has ended: both would use the same files. */
  async start(component: Component, abandoned: Promise<never>): Promise<void> {
    const start = async (): Promise<void> => {
      await this.#lateStops.get(component)
      await component.start()
    }
    const { startTimeoutMs: limitMs = this.#options.startTimeoutMs } = component
    await this.#run(component, { verb: 'start', action: start, limitMs, abandoned })
  }

  async stop(component: Component): Promise<void> {
    const stop = (): Promise<void> => {
      const stopped = component.stop()
      this.#lateStops.set(component, this.#forgetAfter(component, stopped))
      return stopped
    }
    await this.#run(component, { verb: 'stop', action: stop, limitMs: this.#options.stopTimeoutMs })
  }

  async #forgetAfter(component: Component, stopped: Promise<void>): Promise<void> {
    try {
      await stopped
    } catch {
      // Whoever stopped it hears of the failure; here only its end counts.
    }
    this.#lateStops.delete(component)
  }

  #run(
    component: Component,
    step: { verb: string; action: () => Promise<void>; limitMs: number; abandoned?: Promise<never> },
  ): Promise<void> {
    const { clock, logger } = this.#options
    const { verb, action, ...limits } = step
    return runStep(action, {
      ...limits,
      clock,
      timeoutText: `${component.name} took more than ${limits.limitMs} ms to ${verb}`,
      onLateFailure: (error) => logger.child(component.name).warn('a step that was given up failed', { verb, error }),
    })
  }
}
