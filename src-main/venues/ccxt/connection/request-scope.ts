import { AsyncLocalStorage } from 'node:async_hooks'
import type { VenueRequest } from './venue-request.ts'

/** When the newest answer came, for measuring the venue's clock. */
export interface AnswerTiming {
  /** System time halfway between sending and answer. */
  readonly middleMs: number
  readonly roundTripMs: number
}

/** What a request is for, wherever ccxt gets to with it. */
export interface RequestScope {
  readonly request: VenueRequest
  timing?: AnswerTiming
}

/** Carries what a request is for through ccxt, which knows nothing of it, to the rate budget and the hosts. */
export class RequestScopes {
  readonly #storage = new AsyncLocalStorage<RequestScope>()

  get current(): RequestScope | undefined {
    return this.#storage.getStore()
  }

  run<T>(scope: RequestScope, act: () => T): T {
    return this.#storage.run(scope, act)
  }

  /** For what outlives the request, such as a socket. */
  leave<T>(act: () => T): T {
    return this.#storage.exit(act)
  }

  /** The scope that is there. Where ccxt asks by itself, for a stream, what changes something is the account's. */
  currentOr(method: string): RequestScope {
    const request: VenueRequest =
      method === 'GET'
        ? { name: 'prepare a stream', urgency: 'market' }
        : { name: "prepare the account's stream", urgency: 'account' }
    return this.current ?? { request }
  }
}
