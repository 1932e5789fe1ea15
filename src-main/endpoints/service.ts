import { isDeepStrictEqual } from 'node:util'
import type { EndpointServiceState } from '../../src-contract/index.ts'
import { AffinityTable } from './affinity.ts'
import type { Balancer } from './balancing/balancer.ts'
import { balancerOf } from './balancing/strategy.ts'
import { connectionLimit, type EndpointError, noHostAvailable, signedHostGone } from './endpoint-error.ts'
import type { HostSettings, ServiceSettings } from './endpoints-config.ts'
import { EndpointHost } from './host.ts'
import { EndpointLease } from './lease.ts'
import type { EndpointEvent, EndpointPorts } from './ports.ts'
import { PURPOSE_RULES } from './purpose.ts'
import type { EndpointRequest } from './request.ts'

export interface EndpointServiceOptions {
  readonly name: string
  readonly settings: ServiceSettings
  readonly ports: EndpointPorts
  readonly onEvent: (event: EndpointEvent) => void
}

/** Hosts that a request may go to. */
interface Candidates {
  readonly hosts: readonly EndpointHost[]
  /** None of them is usable. */
  readonly isLastResort: boolean
}

const NONE_TRIED: ReadonlySet<string> = new Set()

/** One outside service: its hosts, and which of them takes a request. */
export class EndpointService {
  readonly #options: EndpointServiceOptions
  #settings: ServiceSettings
  #balancer: Balancer
  #hosts: readonly EndpointHost[]
  #leaving: readonly EndpointHost[] = []
  #affinity = new AffinityTable<EndpointHost>()

  constructor(options: EndpointServiceOptions) {
    const { settings } = options
    this.#options = options
    this.#settings = settings
    this.#balancer = balancerOf(settings.strategy)
    this.#hosts = settings.hosts.map((host) => this.#createHost(host))
  }

  get name(): string {
    return this.#options.name
  }

  /** Connections that are open to all of its hosts, those that are leaving included. */
  get openConnections(): number {
    return this.#allHosts().reduce((sum, host) => sum + host.openConnections, 0)
  }

  get view(): EndpointServiceState {
    const { kind, strategy, affinity, hostInSignature, connections } = this.#settings
    const kept = this.#affinity.countByHost()
    return {
      name: this.#options.name,
      kind,
      strategy,
      affinity,
      hostInSignature,
      openConnections: this.openConnections,
      maxConnections: connections.perService,
      hosts: this.#allHosts().map((host) => host.view(kept.get(host) ?? 0)),
    }
  }

  /** Whether a request that one host has failed may be made again at another one. */
  canFailOver(request: EndpointRequest): boolean {
    return (
      PURPOSE_RULES[request.purpose].failsOver &&
      !this.#isSigned(request) &&
      // What one host knows of an order another one may not know yet: its "not found" would be believed.
      !(this.#settings.affinity && request.affinityKey !== undefined)
    )
  }

  /**
   * Gives the request a host, none of those that it was `tried` at.
   * @throws EndpointError `NO_HOST_AVAILABLE`, `CONNECTION_LIMIT` or `SIGNED_HOST_GONE`.
   */
  pick(request: EndpointRequest, tried: ReadonlySet<string> = NONE_TRIED): EndpointLease {
    const candidates = this.#candidates(request, tried)
    return new EndpointLease({
      service: this.#options.name,
      host: this.#isSigned(request) ? this.#balanced(candidates, request) : this.#kept(candidates, request),
      isLastResort: candidates.isLastResort,
      clock: this.#options.ports.clock,
      onReleased: () => this.#forgetDrained(),
    })
  }

  /** Other settings hold from the next request on. A host whose name and address stay keeps all that is known of it. */
  applySettings(settings: ServiceSettings): void {
    const before = this.#settings
    const previous = this.#hosts
    this.#settings = settings
    this.#hosts = settings.hosts.map((host) => this.#keptHost(previous, host) ?? this.#createHost(host))
    this.#letGo(previous.filter((host) => !this.#hosts.includes(host)))
    if (!isDeepStrictEqual([before.strategy, before.hosts], [settings.strategy, settings.hosts])) {
      this.#balancer = balancerOf(settings.strategy)
    }
    if (!settings.affinity) this.#affinity = new AffinityTable()
    if (isDeepStrictEqual(before.healthCheck, settings.healthCheck)) return
    for (const host of previous.filter((host) => this.#hosts.includes(host))) host.restartChecks()
  }

  /** The service is not configured any more: what is open ends in its own time. */
  leave(): void {
    const hosts = this.#hosts
    this.#hosts = []
    this.#letGo(hosts)
  }

  /** Nobody looks at its hosts any more. */
  dispose(): void {
    for (const host of this.#hosts) host.dispose()
  }

  #candidates(request: EndpointRequest, tried: ReadonlySet<string>): Candidates {
    const hosts = this.#isSigned(request)
      ? [this.#signedHost(request.signedFor)]
      : this.#hosts.filter(({ name }) => !tried.has(name))
    const usable = hosts.filter(({ isUsable }) => isUsable)
    if (usable.length > 0) return { hosts: usable, isLastResort: false }
    if (!PURPOSE_RULES[request.purpose].passesAsLastResort || tried.size > 0) throw this.#noHost(hosts)
    const healthy = hosts.filter(({ isHealthy }) => isHealthy)
    return { hosts: healthy.length > 0 ? healthy : hosts, isLastResort: true }
  }

  /** The host that the request's affinity key stays with, or the one that it stays with from now on. */
  #kept(candidates: Candidates, request: EndpointRequest): EndpointHost {
    const { affinityKey } = request
    if (affinityKey === undefined || !this.#settings.affinity) return this.#balanced(candidates, request)
    const bound = this.#affinity.find(affinityKey)
    // From one host that is down to another nothing is gained.
    const isKept =
      bound && (candidates.hosts.includes(bound) || (candidates.isLastResort && this.#hosts.includes(bound)))
    const host = this.#balanced(isKept ? { ...candidates, hosts: [bound] } : candidates, request)
    this.#affinity.bind(affinityKey, host)
    if (bound && bound !== host) this.#tellMoved(affinityKey, { from: bound, to: host })
    return host
  }

  #balanced({ hosts }: Candidates, request: EndpointRequest): EndpointHost {
    const { random } = this.#options.ports
    return this.#balancer.choose(this.#withRoom(hosts, request), { key: request.key ?? request.affinityKey, random })
  }

  #withRoom(hosts: readonly EndpointHost[], { purpose }: EndpointRequest): readonly EndpointHost[] {
    if (PURPOSE_RULES[purpose].passesConnectionLimit) return hosts
    const { name } = this.#options
    const { perHost, perService } = this.#settings.connections
    const open = this.openConnections
    if (open >= perService) throw connectionLimit(name, { scope: `the service "${name}"`, open, allowed: perService })
    const withRoom = hosts.filter(({ openConnections }) => openConnections < perHost)
    if (withRoom.length > 0) return withRoom
    const full = hosts.map((host) => `"${host.name}"`).join(', ')
    throw connectionLimit(name, {
      scope: `${hosts.length === 1 ? 'the host' : 'each of the hosts'} ${full} of the service "${name}"`,
      open: Math.min(...hosts.map(({ openConnections }) => openConnections)),
      allowed: perHost,
    })
  }

  #isSigned(request: EndpointRequest): request is EndpointRequest & { readonly signedFor: string } {
    return this.#settings.hostInSignature && request.signedFor !== undefined
  }

  #signedHost(name: string): EndpointHost {
    const host = this.#hosts.find((host) => host.name === name)
    if (!host) throw signedHostGone(this.#options.name, name)
    return host
  }

  #noHost(hosts: readonly EndpointHost[]): EndpointError {
    return noHostAvailable(
      this.#options.name,
      hosts.map(({ facts }) => facts),
    )
  }

  #tellMoved(affinityKey: string, { from, to }: { from: EndpointHost; to: EndpointHost }): void {
    const { name, ports, onEvent } = this.#options
    const atMs = ports.clock.nowMs()
    onEvent({ kind: 'affinityMoved', service: name, affinityKey, from: from.name, to: to.name, atMs })
  }

  #createHost(host: HostSettings): EndpointHost {
    const { name, ports, onEvent } = this.#options
    return new EndpointHost({ service: name, host, settings: () => this.#settings, ports, onChange: onEvent })
  }

  #keptHost(hosts: readonly EndpointHost[], { name, url, weight }: HostSettings): EndpointHost | undefined {
    const host = hosts.find((host) => host.name === name && host.url === url)
    host?.setWeight(weight)
    return host
  }

  #letGo(hosts: readonly EndpointHost[]): void {
    this.#leaving = [...this.#leaving, ...hosts]
    for (const host of hosts) host.leave()
    this.#forgetDrained()
  }

  #forgetDrained(): void {
    this.#leaving = this.#leaving.filter(({ openConnections }) => openConnections > 0)
  }

  #allHosts(): readonly EndpointHost[] {
    return [...this.#hosts, ...this.#leaving]
  }
}
