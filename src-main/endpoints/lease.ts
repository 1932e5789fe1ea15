import type { BreakerCall, CallResult } from './breaker.ts'
import type { EndpointHost } from './host.ts'
import type { EndpointPorts } from './ports.ts'

/** What became of a request, as far as its host is to blame. */
export type RequestOutcome =
  /** The host answered, be it with a refusal; measured since the lease was given where no time is told. */
  | { readonly kind: 'answered'; readonly responseTimeMs?: number }
  /** The host did not do its part: no connection, no answer in time, a broken one. */
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Given up before anything was known; says nothing of the host. */
  | { readonly kind: 'abandoned' }

export interface EndpointLeaseOptions {
  readonly service: string
  readonly host: EndpointHost
  readonly isLastResort: boolean
  readonly clock: EndpointPorts['clock']
  /** The connection is not counted any more. */
  readonly onReleased: () => void
}

/**
 * A host for one request, or for one connection that stays. The connection counts until {@link release}; a connection
 * that stays tells with {@link report} as soon as it is open, so that the circuit breaker does not wait for its end.
 */
export class EndpointLease {
  readonly service: string
  /** Name of the host. */
  readonly host: string
  /** Address without secrets. */
  readonly address: string
  /** Every host counts as down, and this one was given all the same. */
  readonly isLastResort: boolean
  readonly #options: EndpointLeaseOptions
  readonly #call: BreakerCall
  readonly #startedMs: number
  #settled: Promise<void> | undefined
  #isReleased = false

  constructor(options: EndpointLeaseOptions) {
    const { service, host, isLastResort, clock } = options
    this.#options = options
    this.service = service
    this.host = host.name
    this.address = host.address
    this.isLastResort = isLastResort
    this.#call = host.connect()
    this.#startedMs = clock.monotonicMs()
  }

  /** Address with its secrets; for the request only, never to be shown. */
  get url(): string {
    return this.#options.host.url
  }

  /**
   * Says what became of it; only the first word counts.
   * @returns when the circuit breaker stands where that puts it.
   */
  report(outcome: RequestOutcome): Promise<void> {
    this.#settled ??= this.#settle(outcome)
    return this.#settled
  }

  /** Ends it, with its outcome where none was reported yet: abandoned, if not even now. Releasing twice does nothing. */
  release(outcome: RequestOutcome = { kind: 'abandoned' }): Promise<void> {
    if (!this.#isReleased) {
      this.#isReleased = true
      this.#options.host.disconnect()
      this.#options.onReleased()
    }
    return this.report(outcome)
  }

  async #settle(outcome: RequestOutcome): Promise<void> {
    const { host, clock } = this.#options
    if (outcome.kind === 'answered') {
      host.addResponseTime(outcome.responseTimeMs ?? clock.monotonicMs() - this.#startedMs)
    }
    if (outcome.kind === 'failed') host.noteFailure(outcome.error)
    const result: CallResult = outcome.kind
    await this.#call.settle(result)
  }
}
