import { setImmediate } from 'node:timers/promises'
import type { EndpointHostView } from '../../../src-contract/index.ts'
import { ManualClock, SeededRandom } from '../../base/index.ts'
import { EndpointError } from '../endpoint-error.ts'
import { EndpointRegistry } from '../endpoint-registry.ts'
import { type EndpointsConfig, ServiceSettings } from '../endpoints-config.ts'
import type { EndpointLease } from '../lease.ts'
import type { EndpointEvent, EndpointPorts } from '../ports.ts'

export const START_MS = 1_700_000_000_000
export const SERVICE = 'venue'

/** The error by which the registry refuses; fails where it does not. */
export function refusalOf(pick: () => EndpointLease): EndpointError {
  try {
    pick()
  } catch (error) {
    if (error instanceof EndpointError) return error
    throw error
  }
  throw new Error('it was not refused')
}

/** What a request gets: a host, one that counts as down, or the code of a refusal. */
export function answerOf(pick: () => EndpointLease): string {
  try {
    const { host, isLastResort } = pick()
    return isLastResort ? `${host} as a last resort` : host
  } catch (error) {
    if (error instanceof EndpointError) return error.code
    throw error
  }
}

/** A clock by hand that measures durations too. */
export class BenchClock extends ManualClock {
  monotonicMs(): number {
    return this.nowMs()
  }
}

/** Settings of one service called {@link SERVICE} with hosts a, b, c, …, and defaults for what is not given. */
export function settingsOf(hosts: string, change: object = {}): EndpointsConfig {
  const service = ServiceSettings.parse({
    kind: 'http',
    hosts: Array.from(hosts, (name) => ({ name, url: `https://${name}.example.com` })),
    ...change,
  })
  return { services: { [SERVICE]: service } }
}

/** A registry whose hosts answer health checks as the test says, on a clock by hand. */
export class EndpointBench {
  readonly clock = new BenchClock(START_MS)
  readonly events: EndpointEvent[] = []
  /** Names of hosts whose health checks fail. */
  readonly down = new Set<string>()
  /** Names of the hosts in the order in which they were looked at, with the time since the start. */
  readonly probed: { readonly host: string; readonly atMs: number }[] = []
  readonly registry: EndpointRegistry

  constructor(settings: EndpointsConfig) {
    const probe: EndpointPorts['probes']['http'] = async ({ url }) => {
      const [host = ''] = new URL(url).hostname.split('.')
      this.probed.push({ host, atMs: this.clock.nowMs() - START_MS })
      if (this.down.has(host)) throw new Error('connect ECONNREFUSED')
    }
    this.registry = EndpointRegistry.open(settings, {
      clock: this.clock,
      random: new SeededRandom(7),
      probes: { http: probe, websocket: probe, tcp: probe },
      onError: (error) => {
        throw error
      },
    })
    this.registry.onEvent((event) => this.events.push(event))
  }

  /** Lets time pass in steps short enough for every health check to be answered in its own time. */
  async pass(durationMs: number): Promise<void> {
    const endMs = this.clock.nowMs() + durationMs
    while (this.clock.nowMs() < endMs) {
      this.clock.advanceTo(Math.min(endMs, this.clock.nowMs() + 500))
      await setImmediate()
    }
  }

  /** Fails as many requests of the host, by default so many that its circuit breaker opens. */
  async failAt(host: string, failures = 5): Promise<void> {
    for (let count = 0; count < failures; count++) {
      await this.leaseAt(host).release({ kind: 'failed', error: new Error('socket hang up') })
    }
  }

  /** A lease of this host; others that are given on the way go back at once. */
  leaseAt(host: string): EndpointLease {
    for (let attempt = 0; attempt < 100; attempt++) {
      const lease = this.registry.pick(SERVICE, { purpose: 'protective' })
      if (lease.host === host) return lease
      void lease.release()
    }
    throw new Error(`${host} was never chosen`)
  }

  host(name: string): EndpointHostView {
    const view = this.registry.views().flatMap(({ hosts }) => hosts.filter((host) => host.name === name))[0]
    if (!view) throw new Error(`no host ${name}`)
    return view
  }
}
