import type { EndpointHostState, EndpointHostView, EndpointKind } from '../../src-contract/index.ts'
import type { Clock, Random, SystemClock } from '../base/index.ts'

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

/** All that a host knows of itself; who stays with it is the service's to say. */
export type HostFacts = Omit<EndpointHostView, 'keptKeys'>

/** A host has come into another state. */
export interface HostStateChanged {
  readonly kind: 'hostState'
  readonly service: string
  readonly host: string
  readonly from: EndpointHostState
  readonly to: EndpointHostState
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
