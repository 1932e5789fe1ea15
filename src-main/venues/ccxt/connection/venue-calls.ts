import type { EndpointError } from '../../../endpoints/index.ts'
import type { RequestScope, RequestScopes } from './request-scope.ts'
import type { VenueClock } from './venue-clock.ts'
import type { VenueError } from './venue-error.ts'
import type { VenueRequest } from './venue-request.ts'

export interface VenueCallsOptions {
  readonly scopes: RequestScopes
  readonly venueClock: VenueClock
  /** Whether requests carry a signature with a time in it. */
  readonly isSigned: boolean
  /** Says what an error is. */
  readonly classify: (error: unknown, request: VenueRequest) => VenueError | EndpointError
}

/** Asking for the venue's time. An order may wait for it. */
export const CLOCK_REQUEST: VenueRequest = { name: 'read the clock of the venue', urgency: 'order' }

/** The venue refused the request for its time. */
export function isClockOff(error: VenueError | EndpointError): boolean {
  return 'kind' in error && error.kind === 'clockOff'
}

/** Each single request of ccxt, whoever made it: its clock is measured before the first, and anew where the venue wants it. */
export class VenueCalls {
  readonly #options: VenueCallsOptions

  constructor(options: VenueCallsOptions) {
    this.#options = options
  }

  /**
   * A request that the venue refused for its time was not taken, so that it is made once more, with a new signature; also a
   * command.
   */
  async call<T>(method: string, act: () => Promise<T>): Promise<T> {
    const { scopes, classify } = this.#options
    const scope = scopes.currentOr(method)
    try {
      return await scopes.run(scope, async () => this.#call(scope, act))
    } catch (error) {
      // Whoever named the request puts its errors into words; what ccxt asks by itself is named nowhere else.
      throw scopes.current ? error : classify(error, scope.request)
    }
  }

  async #call<T>({ request }: RequestScope, act: () => Promise<T>): Promise<T> {
    const { venueClock, isSigned, classify } = this.#options
    if (request === CLOCK_REQUEST || !isSigned) return act()
    await venueClock.ready()
    try {
      return await act()
    } catch (error) {
      if (!isClockOff(classify(error, request))) throw error
      await this.#measureOr(error)
      return act()
    }
  }

  async #measureOr(refusal: unknown): Promise<void> {
    try {
      await this.#options.venueClock.measure()
    } catch {
      throw refusal
    }
  }
}
