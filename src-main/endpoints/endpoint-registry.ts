import type { EndpointServiceState } from '../../src-contract/index.ts'
import { type Disposable, Emitter, type Event } from '../base/index.ts'
import { unknownService } from './endpoint-error.ts'
import type { EndpointsConfig } from './endpoints-config.ts'
import { follow } from './follow.ts'
import type { EndpointLease } from './lease.ts'
import type { EndpointEvent, EndpointPorts } from './ports.ts'
import type { EndpointRequest, FollowedRequest } from './request.ts'
import { EndpointService } from './service.ts'

/**
 * The outside services of the engine. Every request that leaves this machine gets its host here, so that limits,
 * circuit breakers and health hold for all of them.
 */
export class EndpointRegistry implements Disposable {
  readonly #ports: EndpointPorts
  readonly #events: Emitter<EndpointEvent>
  readonly #services = new Map<string, EndpointService>()
  #leaving: readonly EndpointService[] = []

  private constructor(ports: EndpointPorts) {
    this.#ports = ports
    this.#events = new Emitter(ports.onError)
  }

  /** Knows the services of the settings and begins to look at their hosts. */
  static open(settings: EndpointsConfig, ports: EndpointPorts): EndpointRegistry {
    const registry = new EndpointRegistry(ports)
    registry.#adopt(settings)
    return registry
  }

  /** A host has come into another state, an affinity has moved, or other settings hold. Figures are in {@link views}. */
  get onEvent(): Event<EndpointEvent> {
    return this.#events.event
  }

  /** Every service with its hosts as they are now, in the order of the configuration; then those that end. */
  views(): EndpointServiceState[] {
    return [...this.#services.values(), ...this.#drainingServices()].map(({ view }) => view)
  }

  /**
   * Gives a request a host and counts the connection until the lease is released.
   * @throws EndpointError `UNKNOWN_SERVICE`, `NO_HOST_AVAILABLE`, `CONNECTION_LIMIT` or `SIGNED_HOST_GONE`: nothing has
   * left this machine.
   */
  pick(service: string, request: EndpointRequest): EndpointLease {
    return this.#service(service).pick(request)
  }

  /**
   * Makes a request by `act` at a host and tells it how that went: limits, circuit breaker and response time. A query
   * that its host fails is made again at the others, once each; nothing else is ever made twice.
   * @throws what `act` throws, as it is, and EndpointError as {@link pick}.
   */
  async run<T>(service: string, request: FollowedRequest, act: (lease: EndpointLease) => Promise<T>): Promise<T> {
    return follow(this.#service(service), request, act)
  }

  /** Other settings hold from the next request on; what is open goes on at the host that it has. */
  applySettings(settings: EndpointsConfig): void {
    this.#adopt(settings)
    this.#events.fire({ kind: 'settingsApplied', atMs: this.#ports.clock.nowMs() })
  }

  /** Ends all health checks. */
  dispose(): void {
    for (const service of this.#services.values()) service.dispose()
  }

  #adopt({ services }: EndpointsConfig): void {
    // One that was taken out and still ends its connections may come back under its name.
    const before = new Map([...this.#drainingByName(), ...this.#services])
    this.#services.clear()
    for (const [name, settings] of Object.entries(services)) {
      const known = before.get(name)
      known?.applySettings(settings)
      const onEvent = (event: EndpointEvent): void => this.#events.fire(event)
      this.#services.set(name, known ?? new EndpointService({ name, settings, ports: this.#ports, onEvent }))
      before.delete(name)
    }
    const leaving = [...before.values()]
    for (const service of leaving) service.leave()
    this.#leaving = leaving
  }

  #drainingByName(): readonly (readonly [string, EndpointService])[] {
    return this.#drainingServices().map((service) => [service.name, service] as const)
  }

  #drainingServices(): readonly EndpointService[] {
    return this.#leaving.filter(({ openConnections }) => openConnections > 0)
  }

  #service(name: string): EndpointService {
    const service = this.#services.get(name)
    if (!service) throw unknownService(name, [...this.#services.keys()])
    return service
  }
}
