import type { EndpointFailure, EndpointHostState, EndpointHostView } from '../../src-contract/index.ts'
import type { BalancedHost } from './balancing/balancer.ts'
import { type BreakerCall, HostBreaker } from './breaker.ts'
import type { HostSettings, ServiceSettings } from './endpoints-config.ts'
import { HealthJudge } from './health.ts'
import { HealthMonitor } from './health-monitor.ts'
import type { EndpointPorts, HostFacts, HostStateChanged } from './ports.ts'
import { shownError } from './redaction.ts'
import { ResponseTime } from './response-time.ts'
import { shownAddress } from './service-address.ts'

export interface EndpointHostOptions {
  readonly service: string
  readonly host: HostSettings
  /** Settings of the service as they are now. */
  readonly settings: () => ServiceSettings
  readonly ports: EndpointPorts
  readonly onChange: (change: HostStateChanged) => void
}

/** One host of a service: how it is, and what is open to it. It keeps its name and address for life. */
export class EndpointHost implements BalancedHost {
  readonly name: string
  readonly address: string
  readonly #options: EndpointHostOptions
  readonly #judge = new HealthJudge()
  readonly #monitor: HealthMonitor
  readonly #breaker: HostBreaker
  readonly #responseTime = new ResponseTime()
  #weight: number
  #openConnections = 0
  #isLeaving = false
  #state: EndpointHostState = 'available'
  #sinceMs: number
  #failures = 0
  #lastFailure: EndpointFailure | null = null

  constructor(options: EndpointHostOptions) {
    const { host, settings, ports } = options
    this.#options = options
    this.name = host.name
    this.address = shownAddress(host.url)
    this.#weight = host.weight
    this.#sinceMs = ports.clock.nowMs()
    this.#breaker = new HostBreaker({
      settings: () => settings().breaker,
      clock: ports.clock,
      onChange: () => this.#refresh(`circuit breaker ${this.#breaker.state}`),
    })
    this.#monitor = new HealthMonitor({
      url: host.url,
      probe: ports.probes[settings().kind],
      settings: () => settings().healthCheck,
      ports,
      onPassed: (responseTimeMs) => this.#handlePassed(responseTimeMs),
      onFailed: (error) => this.#handleFailed(error),
    })
    this.#monitor.start()
  }

  /** With its secrets: for who makes the request. */
  get url(): string {
    return this.#options.host.url
  }

  get weight(): number {
    return this.#weight
  }

  get openConnections(): number {
    return this.#openConnections
  }

  get responseTimeMs(): number | undefined {
    return this.#responseTime.valueMs
  }

  get isHealthy(): boolean {
    return this.#judge.health !== 'unhealthy'
  }

  /** Whether it takes requests: not unhealthy, and its breaker lets one through. */
  get isUsable(): boolean {
    return this.isHealthy && this.#breaker.admits
  }

  /** All that the interface shows. @param keptKeys Keys that stay with it, which its service knows. */
  view(keptKeys: number): EndpointHostView {
    return { ...this.facts, keptKeys }
  }

  get facts(): HostFacts {
    return {
      name: this.name,
      address: this.address,
      weight: this.#weight,
      state: this.#state,
      sinceMs: this.#sinceMs,
      health: this.#judge.health,
      breaker: this.#breaker.state,
      nextTrialAtMs: this.#breaker.nextTrialAtMs,
      responseTimeMs: this.#responseTime.valueMs ?? null,
      openConnections: this.#openConnections,
      failures: this.#failures,
      lastFailure: this.#lastFailure,
    }
  }

  setWeight(weight: number): void {
    this.#weight = weight
  }

  /** Other settings of health checks hold from now on. */
  restartChecks(): void {
    if (this.#options.settings().healthCheck.enabled) {
      this.#monitor.start()
      return
    }
    this.#monitor.stop()
    this.#judge.forget()
    this.#refresh('health checks were switched off')
  }

  /** Counts a connection, of whose outcome the circuit breaker is to hear. */
  connect(): BreakerCall {
    this.#openConnections += 1
    return this.#breaker.begin()
  }

  disconnect(): void {
    this.#openConnections -= 1
  }

  addResponseTime(measuredMs: number): void {
    this.#responseTime.add(measuredMs)
  }

  /** Keeps what went wrong, for whoever looks. */
  noteFailure(error: unknown): void {
    this.#failures += 1
    this.#lastFailure = { text: shownError(error, this.url), atMs: this.#options.ports.clock.nowMs() }
  }

  /** Is not configured any more: nobody looks at it, and what is open ends in its own time. */
  leave(): void {
    this.#isLeaving = true
    this.#monitor.stop()
    this.#refresh('taken out of the configuration')
  }

  /** Nobody looks at it any more. */
  dispose(): void {
    this.#monitor.stop()
  }

  #handlePassed(responseTimeMs: number): void {
    this.addResponseTime(responseTimeMs)
    this.#judge.handlePassed(this.#options.settings().healthCheck)
    this.#refresh('health checks pass')
  }

  #handleFailed(error: unknown): void {
    this.noteFailure(error)
    this.#judge.handleFailed(this.#options.settings().healthCheck)
    this.#refresh(`health checks fail: ${this.#lastFailure?.text}`)
  }

  #refresh(reason: string): void {
    const from = this.#state
    const to = this.#currentState()
    if (from === to) return
    const atMs = this.#options.ports.clock.nowMs()
    this.#state = to
    this.#sinceMs = atMs
    this.#options.onChange({
      kind: 'hostState',
      service: this.#options.service,
      host: this.name,
      from,
      to,
      reason,
      atMs,
    })
  }

  #currentState(): EndpointHostState {
    if (this.#isLeaving) return 'leaving'
    if (!this.isHealthy) return 'unhealthy'
    if (this.#breaker.state === 'open') return 'broken'
    return this.#breaker.state === 'halfOpen' ? 'trying' : 'available'
  }
}
