import type {
  VenueAccountReport,
  Adjustment,
  Booking,
  Fill,
  Handover,
  Instrument,
  InstrumentId,
  Money,
  Order,
  Owner,
  Position,
  Quantity,
} from '../domain/index.ts'

/** Where fills are booked: the portfolio, wired by the session. */
export interface Books {
  /** Applies the fill to positions and ledger in memory and says what changed; booking a fill twice is the caller's fault. */
  book(fill: Fill): { readonly booking: Booking; readonly realisedPnl: Money }
  /** Applies a change that no order made, in memory, and says what changed; nothing where its id is in the books already. */
  adjust(adjustment: Adjustment): { readonly booking: Booking }
  /** Gives part of a position to another owner; nothing where its id is in the books already. Throws where that cannot be. */
  handOver?(handover: Handover): Booking
  /** Whether this entry, or transaction, is in the books. */
  hasBooked(entryId: string): boolean
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

/** What the venue says about instruments; sizes of exits follow it. */
export interface InstrumentRules {
  /** Undefined for an instrument that is not known. */
  sizes(
    instrumentId: InstrumentId,
  ): Pick<Instrument, 'lotSize' | 'minQuantity' | 'minNotional' | 'tickSize'> | undefined
}

/** Hears what has been stored, in order; announces it. Never called before the fact is on disk. */
export interface ExecutionObserver {
  orderUpdated(order: Order): void
  fillBooked(fill: Fill, booking: Booking, realisedPnl: Money): void
  /** A stop-loss, take-profit or protective close ended at the venue without our asking: part of a position may be bare. */
  protectionFailed(order: Order, reason: string): void
  /** A position or cash changed without an order of ours. */
  adjusted?(adjustment: Adjustment, booking: Booking): void
  /** Part of a position has another owner. */
  handedOver?(handover: Handover, booking: Booking): void
  /** What the venue said of the account when it was asked. */
  accountReported?(report: VenueAccountReport): void
  /** Nothing may be opened on the instrument; `reason` undefined: it may again. */
  quarantineChanged?(instrumentId: InstrumentId, reason: string | undefined): void
}
