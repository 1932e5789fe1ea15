import type { Clock, Random, SystemClock } from '../base/index.ts'
import type { StrategyName } from './balancing/strategy.ts'
import type { BreakerState } from './breaker.ts'
import type { Health } from './health.ts'
import type { EndpointKind } from './service-address.ts'

/** What is looked at in a health check. */
export interface ProbeTarget {
  /** Address of the host, with its secrets. */
  readonly url: string
  /** Path that is asked by HTTP, from the root; empty asks `url` itself. */
  readonly path: string
  /** Aborted where the host takes too long, or nobody wants to know any more. */
  readonly signal: AbortSignal
}

/** Looks whether a host answers: fulfilled when it does, rejected with the reason when it does not. */
export type Probe = (target: ProbeTarget) => Promise<void>

export interface EndpointPorts {
  /** System clock, which also measures durations. */
  readonly clock: Clock & Pick<SystemClock, 'monotonicMs'>
  readonly random: Random
  readonly probes: Readonly<Record<EndpointKind, Probe>>
  /** Hears what a listener throws. */
  readonly onError: (error: unknown) => void
}

/**
 * Whether a host takes requests, and if not, why: health checks fail, its circuit breaker is open, or one request tries
 * whether it is back. A host that is leaving is not in the configuration any more and ends what is open.
 */
export type HostState = 'available' | 'unhealthy' | 'broken' | 'trying' | 'leaving'

/** A failure as it may be shown: without secrets. */
export interface ShownFailure {
  readonly text: string
  /** System time. */
  readonly atMs: number
}

/** One host, as the interface shows it. */
export interface HostView {
  readonly name: string
  /** Scheme, host and port only. */
  readonly address: string
  readonly weight: number
  readonly state: HostState
  /** System time since which it is in this state. */
  readonly sinceMs: number
  readonly health: Health
  readonly breaker: BreakerState
  /** System time from which an open breaker lets one request through; null while it is not open. */
  readonly nextTrialAtMs: number | null
  /** Milliseconds, smoothed; null before the first answer. */
  readonly responseTimeMs: number | null
  readonly openConnections: number
  /** Newest failed request or check; null where there was none. */
  readonly lastFailure: ShownFailure | null
}

/** One service, as the interface shows it. */
export interface ServiceView {
  readonly name: string
  readonly kind: EndpointKind
  readonly strategy: StrategyName
  readonly openConnections: number
  /** In the order of the configuration, then those that are leaving. */
  readonly hosts: readonly HostView[]
}

/** A host has come into another state. */
export interface HostStateChanged {
  readonly kind: 'hostState'
  readonly service: string
  readonly host: string
  readonly from: HostState
  readonly to: HostState
  /** Why, without secrets. */
  readonly reason: string
  readonly atMs: number
}

/** What concerns one order has got another host, because its own could not be used any more. */
export interface AffinityMoved {
  readonly kind: 'affinityMoved'
  readonly service: string
  readonly affinityKey: string
  readonly from: string
  readonly to: string
  readonly atMs: number
}

/** Other settings hold from now on. */
export interface SettingsApplied {
  readonly kind: 'settingsApplied'
  readonly atMs: number
}

export type EndpointEvent = HostStateChanged | AffinityMoved | SettingsApplied
