import type { ComponentStateValue, ComponentView } from '../../src-contract/index.ts'
import { type Clock, invariant } from '../base/index.ts'
import type { Component, ComponentCondition } from './component.ts'

const NEXT_STATES: Readonly<Record<ComponentStateValue, readonly ComponentStateValue[]>> = {
  ready: ['starting'],
  starting: ['running', 'faulted'],
  running: ['degraded', 'faulted', 'stopping'],
  degraded: ['running', 'faulted', 'stopping'],
  faulted: ['stopping'],
  stopping: ['stopped'],
  stopped: ['starting'],
}

/** A component that ran this long before its fault has earned all its restarts again. */
const STABLE_AFTER_MS = 60_000

/** A component and where it is in its life. */
export class ManagedComponent {
  readonly component: Component
  /** Said while it was starting; acts once it runs. */
  earlyCondition: ComponentCondition | undefined
  /** It is down only because something cannot be reached for now, or because it needs a component of which that is so. */
  isWaiting = false
  readonly #clock: Clock
  readonly #onChange: (view: ComponentView) => void
  #state: ComponentStateValue = 'ready'
  #sinceMs: number
  #reason: string | null = null
  #upSinceMs: number | undefined
  #restarts = 0
  #attempts = 0

  constructor(component: Component, clock: Clock, onChange: (view: ComponentView) => void) {
    this.component = component
    this.#clock = clock
    this.#onChange = onChange
    this.#sinceMs = clock.nowMs()
  }

  get state(): ComponentStateValue {
    return this.#state
  }

  get reason(): string | null {
    return this.#reason
  }

  /** Others may rely on it now. */
  get isUp(): boolean {
    return this.#state === 'running' || this.#state === 'degraded'
  }

  /** There is something to stop; a faulted component may still hold what it opened. */
  get isStoppable(): boolean {
    return this.isUp || this.#state === 'faulted'
  }

  get isStartable(): boolean {
    return this.#state === 'ready' || this.#state === 'stopped'
  }

  /** Throws an `InvariantError` where the state machine has no such step. */
  moveTo(state: ComponentStateValue, reason: string | null = null): void {
    const { name } = this.component
    invariant(NEXT_STATES[this.#state].includes(state), `component "${name}" cannot go from ${this.#state} to ${state}`)
    this.#trackStability(state)
    this.#state = state
    this.#sinceMs = this.#clock.nowMs()
    this.#reason = reason
    this.#onChange(this.view())
  }

  /** Another reason for the state it is in. */
  setReason(reason: string): void {
    this.#reason = reason
    this.#onChange(this.view())
  }

  /** Uses up one restart of the policy, unless it only waits; false when none is left. */
  takeAttempt(): boolean {
    if (this.isWaiting) return true
    if (this.#attempts >= this.component.restartPolicy.maxRestarts) return false
    this.#attempts++
    return true
  }

  /** Somebody who restarts it by hand gives it all its restarts again. */
  forgiveAttempts(): void {
    this.#attempts = 0
  }

  countRestart(): void {
    this.#restarts++
  }

  view(): ComponentView {
    const { name, phase, critical, dependsOn } = this.component
    return {
      name,
      phase,
      critical,
      dependsOn: [...dependsOn],
      state: this.#state,
      sinceMs: this.#sinceMs,
      restarts: this.#restarts,
      reason: this.#reason,
    }
  }

  #trackStability(next: ComponentStateValue): void {
    const nowMs = this.#clock.nowMs()
    if (next === 'running') this.#upSinceMs ??= nowMs
    if (next === 'degraded' || next === 'running') return
    if (this.#upSinceMs !== undefined && nowMs - this.#upSinceMs >= STABLE_AFTER_MS) this.#attempts = 0
    this.#upSinceMs = undefined
  }
}
