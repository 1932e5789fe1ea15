import { type Clock, type Disposable, errorText, type Logger } from '../../../base/index.ts'
import type { VenueProfile } from '../profiles/venue-profile.ts'
import { RateBudget } from './rate-budget.ts'

/** What a venue tells its callers apart by: where it is asked, and where the questions come from. */
export interface RateScope {
  readonly profile: Pick<VenueProfile, 'venueId' | 'label' | 'rateLimit'>
  /** Addresses of its services. */
  readonly addresses: readonly string[]
  readonly proxy: string | undefined
}

/** Part of a budget for as long as a connection is open. */
export interface RateBudgetLease extends Disposable {
  readonly budget: RateBudget
}

interface SharedBudget {
  readonly budget: RateBudget
  leases: number
}

/**
 * One budget for all connections that a venue counts together: several accounts, the prices of paper, the check of a key. What
 * a venue has forbidden holds for a connection that is opened later, too.
 */
export class RateBudgets {
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #shared = new Map<string, SharedBudget>()

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock
    this.#logger = logger
  }

  lease(scope: RateScope): RateBudgetLease {
    const shared = this.#of(scope)
    shared.leases += 1
    let isHeld = true
    return {
      budget: shared.budget,
      dispose: () => {
        if (!isHeld) return
        isHeld = false
        shared.leases -= 1
        // Its timers end; it goes on with the next lease.
        if (shared.leases === 0) shared.budget.dispose()
      },
    }
  }

  #of({ profile: { venueId, label, rateLimit }, addresses, proxy }: RateScope): SharedBudget {
    const key = JSON.stringify([venueId, addresses, proxy])
    const known = this.#shared.get(key)
    if (known) return known
    const onError = (error: unknown): void =>
      this.#logger.error('a listener to a rate budget failed', { error: errorText(error) })
    const budget = new RateBudget({ limit: rateLimit, label, clock: this.#clock, onError })
    const shared = { budget, leases: 0 }
    this.#shared.set(key, shared)
    return shared
  }
}
