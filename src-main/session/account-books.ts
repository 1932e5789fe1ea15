import type { Fill, InstrumentId, Money, Owner, Position, Quantity } from '../domain/index.ts'
import type { Books } from '../execution/index.ts'
import type { ClosedTrades, FillBooking, Portfolio } from '../portfolio/index.ts'
import type { AccountKeeper } from './account-keeper.ts'

export interface AccountBooksPorts {
  readonly portfolio: Portfolio
  readonly closedTrades: ClosedTrades
  readonly account: AccountKeeper
}

/** Where execution books its fills: the portfolio, and everything that follows from a booking at once. */
export class AccountBooks implements Books {
  readonly #ports: AccountBooksPorts

  constructor(ports: AccountBooksPorts) {
    this.#ports = ports
  }

  book(fill: Fill): FillBooking {
    const booked = this.#ports.portfolio.book(fill)
    for (const entry of booked.booking.entries) this.#ports.closedTrades.handleEntry(entry)
    this.#ports.account.handleBooking()
    return booked
  }

  ownerQuantity(instrumentId: InstrumentId, owner: Owner): Quantity {
    return this.#ports.portfolio.ownerQuantity(instrumentId, owner)
  }

  netQuantity(instrumentId: InstrumentId): Quantity {
    return this.#ports.portfolio.netQuantity(instrumentId)
  }

  openPositions(): readonly Position[] {
    return this.#ports.portfolio.openPositions()
  }

  get cashLessCost(): Money {
    return this.#ports.portfolio.cashLessCost
  }
}
