import { type Decimal, toFloat, ZERO } from '../base/index.ts'
import type {
  Adjustment,
  Booking,
  Fill,
  Handover,
  InstrumentId,
  Money,
  Owner,
  Position,
  Quantity,
} from '../domain/index.ts'
import type { Books } from '../execution/index.ts'
import { adjustmentEntryId, type ClosedTrades, type FillBooking, type Portfolio } from '../portfolio/index.ts'
import type { AccountKeeper } from './account-keeper.ts'
import type { PortfolioAnalytics } from './portfolio-analytics.ts'

export interface AccountBooksPorts {
  readonly portfolio: Portfolio
  readonly closedTrades: ClosedTrades
  readonly analytics: Pick<PortfolioAnalytics, 'handleBooking'>
  readonly account: AccountKeeper
  /** A fee in a coin of which no price is known was booked as nothing. */
  readonly onUnpricedFee: (fill: Fill) => void
  /** Booked, and equity not yet reckoned anew. */
  readonly onAdjusted: (adjustment: Adjustment) => void
}

/** Where execution books its fills: the portfolio, and everything that follows from a booking at once. */
export class AccountBooks implements Books {
  readonly #ports: AccountBooksPorts

  constructor(ports: AccountBooksPorts) {
    this.#ports = ports
  }

  book(fill: Fill): FillBooking {
    const booked = this.#ports.portfolio.book(fill)
    this.#follow(booked.booking)
    if (booked.hasUnpricedFee) this.#ports.onUnpricedFee(fill)
    return booked
  }

  adjust(adjustment: Adjustment): { readonly booking: Booking } {
    const { portfolio, onAdjusted } = this.#ports
    const isNew = !portfolio.hasBooked(adjustmentEntryId(adjustment.adjustmentId))
    const booking = portfolio.adjust(adjustment)
    // Money that is taken out is no loss: whoever watches equity hears of it before equity falls.
    if (isNew) onAdjusted(adjustment)
    const capital = capitalOf(booking)
    if (!capital.isZero()) this.#ports.account.handleCapital(toFloat(capital))
    this.#follow(booking)
    return { booking }
  }

  /** Gives part of a position to another owner; throws where that cannot be. */
  handOver(handover: Handover): Booking {
    const booking = this.#ports.portfolio.handOver(handover)
    this.#follow(booking)
    return booking
  }

  hasBooked(entryId: string): boolean {
    return this.#ports.portfolio.hasBooked(entryId)
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

  #follow(booking: Booking): void {
    for (const entry of booking.entries) this.#ports.closedTrades.handleEntry(entry)
    this.#ports.analytics.handleBooking(booking)
    this.#ports.account.handleBooking()
  }
}

/** What was put in, above zero, or taken out; a credit of the capital is what was put in. */
function capitalOf({ postings }: Booking): Decimal {
  return postings.reduce<Decimal>((sum, { account, amount }) => (account === 'capital' ? sum.sub(amount) : sum), ZERO)
}
