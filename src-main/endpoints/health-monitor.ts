import type { Disposable } from '../base/index.ts'
import type { HealthCheckSettings } from './endpoints-config.ts'
import type { EndpointPorts, Probe } from './ports.ts'

/** Hosts are first looked at within this share of the interval. */
const FIRST_SHARE = 0.1

/** Later checks come this share of the interval sooner or later, so that hosts are not looked at together. */
const JITTER = 0.1

export interface HealthMonitorOptions {
  /** Address of the host, with its secrets. */
  readonly url: string
  readonly probe: Probe
  readonly settings: () => HealthCheckSettings
  readonly ports: Pick<EndpointPorts, 'clock' | 'random'>
  readonly onPassed: (responseTimeMs: number) => void
  readonly onFailed: (error: unknown) => void
}

/** Looks at one host again and again, one check at a time. */
export class HealthMonitor {
  readonly #options: HealthMonitorOptions
  #timer: Disposable | undefined
  #running: AbortController | undefined

  constructor(options: HealthMonitorOptions) {
    this.#options = options
  }

  /** Begins, or begins anew after the settings have changed. */
  start(): void {
    this.stop()
    const { settings, ports } = this.#options
    if (settings().enabled) this.#schedule(settings().intervalMs * FIRST_SHARE * ports.random.next())
  }

  /** Ends a check that is under way, too; nothing is heard of it. */
  stop(): void {
    this.#timer?.dispose()
    this.#running?.abort()
    this.#running = undefined
  }

  #schedule(delayMs: number): void {
    this.#timer = this.#options.ports.clock.setTimer(Math.round(delayMs), () => void this.#check())
  }

  async #check(): Promise<void> {
    const { settings, ports } = this.#options
    const controller = new AbortController()
    this.#running = controller
    const result = await this.#ask(controller)
    if (this.#running !== controller) return
    this.#running = undefined
    const { intervalMs } = settings()
    this.#schedule(intervalMs * (1 - JITTER + 2 * JITTER * ports.random.next()))
    if ('error' in result) this.#options.onFailed(result.error)
    else this.#options.onPassed(result.responseTimeMs)
  }

  async #ask(controller: AbortController): Promise<{ responseTimeMs: number } | { error: unknown }> {
    const { url, probe, settings, ports } = this.#options
    const { path, maxResponseTimeMs } = settings()
    const { signal } = controller
    const limit = ports.clock.setTimer(maxResponseTimeMs, () => {
      controller.abort(new Error(`no answer within ${maxResponseTimeMs} ms`))
    })
    const startedMs = ports.clock.monotonicMs()
    try {
      await Promise.race([probe({ url, path, signal }), aborted(controller)])
      return { responseTimeMs: ports.clock.monotonicMs() - startedMs }
    } catch (error) {
      // A probe that was aborted fails in words of its own; why it was says more.
      return { error: signal.aborted ? signal.reason : error }
    } finally {
      limit.dispose()
    }
  }
}

/** Rejects when the signal is aborted, whether the probe listens to it or not. */
function aborted({ signal }: AbortController): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
