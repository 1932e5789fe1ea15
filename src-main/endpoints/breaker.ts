import {
  CircuitState,
  type CircuitBreakerPolicy,
  circuitBreaker,
  handleType,
  type IBackoff,
  type IBreaker,
} from 'cockatiel'
import type { EndpointBreakerState } from '../../src-contract/index.ts'
import { ensureNever } from '../base/index.ts'
import type { BreakerSettings } from './endpoints-config.ts'
import type { EndpointPorts } from './ports.ts'

export interface HostBreakerOptions {
  readonly settings: () => BreakerSettings
  readonly clock: EndpointPorts['clock']
  readonly onChange: () => void
}

/** What became of a request, as far as its host is to blame. */
export type CallResult = 'answered' | 'failed' | 'abandoned'

/** A request that the breaker has let through. */
export interface BreakerCall {
  /** Fulfilled when the breaker has heard the result and stands where that puts it. */
  settle(result: CallResult): Promise<void>
}

/** The host did not do its part. */
class HostFailed extends Error {}

/** Circuit breaker of one host (cockatiel), on the clock of the ports and on settings that can change while it stands. */
export class HostBreaker {
  readonly #wait: OpenWait
  readonly #policy: CircuitBreakerPolicy

  constructor(options: HostBreakerOptions) {
    this.#wait = new OpenWait(options)
    this.#policy = circuitBreaker(handleType(HostFailed), {
      breaker: new FailuresInARow(options.settings),
      halfOpenAfter: this.#wait,
    })
    this.#policy.onStateChange(options.onChange)
  }

  get state(): EndpointBreakerState {
    const { state } = this.#policy
    switch (state) {
      case CircuitState.Closed:
        return 'closed'
      case CircuitState.Open:
      case CircuitState.Isolated:
        return 'open'
      case CircuitState.HalfOpen:
        return 'halfOpen'
      default:
        return ensureNever(state, 'the state of a circuit breaker')
    }
  }

  /** System time from which an open breaker lets one request through; null while it is not open. */
  get nextTrialAtMs(): number | null {
    return this.state === 'open' ? this.#wait.endsAtMs : null
  }

  /** Whether it would let a request through now. */
  get admits(): boolean {
    return this.state === 'closed' || (this.state === 'open' && this.#wait.leftMs === 0)
  }

  /** Lets a request through: where it {@link admits} none, as a last resort. */
  begin(): BreakerCall {
    return this.admits ? this.#execute() : this.#passBy()
  }

  /** What passes as a last resort closes nothing; that it was answered ends the wait for the next trial. */
  #passBy(): BreakerCall {
    return {
      settle: async (result) => {
        if (result === 'answered' && this.state === 'open') this.#wait.end()
      },
    }
  }

  #execute(): BreakerCall {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    // Called at once, so that a breaker that tries is half-open before anybody else can ask it.
    const heard = this.#policy.execute(() => promise).catch(() => undefined)
    const isTrial = this.state === 'halfOpen'
    return {
      settle(result) {
        // A trial that was given up has proved nothing; cockatiel would take it for a success.
        if (result === 'failed' || (result === 'abandoned' && isTrial)) reject(new HostFailed())
        else if (result === 'abandoned') reject(new Error('given up'))
        else resolve()
        return heard
      },
    }
  }
}

/** Opens at so many failures in a row as the settings say at that moment; cockatiel's own keeps its first limit. */
class FailuresInARow implements IBreaker {
  readonly #settings: () => BreakerSettings
  state = 0

  constructor(settings: () => BreakerSettings) {
    this.#settings = settings
  }

  success(): void {
    this.state = 0
  }

  failure(): boolean {
    this.state += 1
    return this.state >= this.#settings().failures
  }
}

/**
 * How long a breaker stays open. Cockatiel holds `duration` against the wall clock, which can be set back and cannot be
 * moved by a test; so this answers either that the wait is over or that it has no end, by the monotonic clock.
 */
class OpenWait implements IBackoff<unknown> {
  readonly #options: HostBreakerOptions
  #openedMs = 0
  #openedAtMs = 0
  /** Undefined while it takes its whole time. */
  #endedAtMs: number | undefined

  constructor(options: HostBreakerOptions) {
    this.#options = options
  }

  /** System time, for people: it stands still while the breaker stays open. */
  get endsAtMs(): number {
    return this.#endedAtMs ?? this.#openedAtMs + this.#options.settings().openMs
  }

  get leftMs(): number {
    const { clock, settings } = this.#options
    if (this.#endedAtMs !== undefined) return 0
    return Math.max(0, this.#openedMs + settings().openMs - clock.monotonicMs())
  }

  /** Is over, until the breaker opens again. */
  end(): void {
    this.#endedAtMs ??= Math.min(this.endsAtMs, this.#options.clock.nowMs())
  }

  get duration(): number {
    return this.leftMs === 0 ? -Infinity : Infinity
  }

  /** Cockatiel asks whenever the breaker opens. */
  next(): this {
    const { clock } = this.#options
    this.#openedMs = clock.monotonicMs()
    this.#openedAtMs = clock.nowMs()
    this.#endedAtMs = undefined
    return this
  }
}
