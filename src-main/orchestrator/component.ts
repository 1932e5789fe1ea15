import type { Event } from '../base/index.ts'

/** 1 infrastructure, 2 market and trading, 3 integrations, 4 live loops. */
export type Phase = 1 | 2 | 3 | 4

export interface RestartPolicy {
  /** Attempts after a fault before it stays faulted. */
  readonly maxRestarts: number
  readonly delayMs: number
}

/** A part of the engine that starts and stops. */
export interface Component {
  readonly name: string
  readonly phase: Phase
  /** Names of components of the same or an earlier phase. */
  readonly dependsOn: readonly string[]
  /** A faulted critical component halts trading; a faulted optional one only degrades the system. */
  readonly critical: boolean
  readonly restartPolicy: RestartPolicy
  /** System time that a start may take, where what it asks has limits of its own; the orchestrator's unless told. */
  readonly startTimeoutMs?: number
  /** Rejects with an `UnreachableError` where it has to wait for something, which is no fault. */
  start(): Promise<void>
  stop(): Promise<void>
  /** The component's own word on how it is while it runs. */
  readonly onCondition?: Event<ComponentCondition>
}

export type ComponentCondition =
  | { readonly kind: 'well' }
  | { readonly kind: 'degraded'; readonly reason: string }
  | { readonly kind: 'faulted'; readonly reason: string }
