import type { Booking, Fill, InstrumentId, Money, Order, Owner, Position, Quantity } from '../domain/index.ts'

/** Where fills are booked: the portfolio, wired by the session. */
export interface Books {
  /** Applies the fill to positions and ledger in memory and says what changed; booking a fill twice is the caller's fault. */
  book(fill: Fill): { readonly booking: Booking; readonly realisedPnl: Money }
  /** Signed quantity of one owner in one instrument. */
  ownerQuantity(instrumentId: InstrumentId, owner: Owner): Quantity
  /** Signed quantity of all owners in one instrument. */
  netQuantity(instrumentId: InstrumentId): Quantity
  /** Positions of every owner that are not flat; compared with the venue's on recovery. */
  openPositions(): readonly Position[]
  /**
   * Cash less what the open positions cost, signed quantity times entry price. Unlike cash itself it is the same whether
   * positions are kept by owner, as here, or netted, as at the venue: the figure to compare on recovery.
   */
  readonly cashLessCost: Money
}

/** Newest prices; they tell whether a refused stop lies already behind the market. */
export interface Prices {
  /** Undefined before the first price. */
  lastPrice(instrumentId: InstrumentId): number | undefined
}

/** Hears what has been stored, in order; announces it. Never called before the fact is on disk. */
export interface ExecutionObserver {
  orderUpdated(order: Order): void
  fillBooked(fill: Fill, booking: Booking, realisedPnl: Money): void
  /** A stop-loss, take-profit or protective close ended at the venue without our asking: part of a position may be bare. */
  protectionFailed(order: Order, reason: string): void
}
