import { beforeEach } from 'vitest'
import { toFloat } from '../../base/index.ts'
import type { BenchDesk } from './bench-desk.ts'
import { LIFETIME_MS, recovered } from './reconciliation-steps.ts'

/** What tests see of a venue that keeps what an order sells from every other one, as spot does; each test begins with it. */
export class LockedVenue {
  readonly #desk: () => BenchDesk

  constructor(desk: () => BenchDesk) {
    this.#desk = desk
    beforeEach(() => {
      const { venue } = desk()
      venue.capabilities = { ...venue.capabilities, amend: false, reduceOnly: false, locksHoldings: true }
    })
  }

  /** Open orders at the venue, each as type, quantity left and trigger. */
  standing(): string[] {
    const { venue } = this.#desk()
    return venue
      .openOrders()
      .map((order) =>
        `${order.request.type} ${venue.remaining(order).toFixed()} ${order.request.triggerPrice?.toFixed() ?? ''}`.trim(),
      )
      .sort()
  }

  /** What stops at the venue are for together. */
  coveredByStops(): number {
    const { venue } = this.#desk()
    const stops = venue.openOrders().filter(({ request }) => request.type === 'stop')
    return stops.reduce((sum, stop) => sum + toFloat(venue.remaining(stop)), 0)
  }

  /** Why it has refused orders. */
  refusals(): string[] {
    const orders = [...this.#desk().venue.orders.values()]
    return orders.flatMap(({ state, reason }) => (state === 'rejected' ? [reason ?? ''] : []))
  }

  /** Asked after a start and again: what it did not know then can no longer arrive. */
  async hasAnswered(): Promise<void> {
    for (let question = 0; question < 2; question++) {
      this.#desk().clock.advanceBy(LIFETIME_MS)
      await recovered(this.#desk())
    }
  }
}
