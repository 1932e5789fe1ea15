import type { Booking, Fill, InstrumentId, Money, Order, Owner, Quantity } from '../domain/index.ts'

/** Where fills are booked: the portfolio, wired by the session. */
export interface Books {
  /** Applies the fill to positions and ledger in memory and says what changed; booking a fill twice is the caller's fault. */
  book(fill: Fill): { readonly booking: Booking; readonly realisedPnl: Money }
  /** Signed quantity of one owner in one instrument. */
  ownerQuantity(instrumentId: InstrumentId, owner: Owner): Quantity
  /** Signed quantity of all owners in one instrument. */
  netQuantity(instrumentId: InstrumentId): Quantity
}

/** Hears what has been stored, in order; announces it. Never called before the fact is on disk. */
export interface ExecutionObserver {
  orderUpdated(order: Order): void
  fillBooked(fill: Fill, booking: Booking, realisedPnl: Money): void
}
