import type { Clock, Logger } from '../base/index.ts'
import type { AmendableTerms, Order, OrderId, TradingVenue } from '../domain/index.ts'
import type { BracketBook } from './bracket-book.ts'
import type { MovedExits } from './moved-exits.ts'
import type { OrderFilter } from './order-store.ts'
import type { OwnerHoldings } from './owner-holdings.ts'
import type { ExecutionObserver, InstrumentRules, Prices } from './ports.ts'
import type { ProtectionTerms } from './protective-terms.ts'

/** What the protector needs of execution. */
export interface ProtectionDesk {
  openOrders(filter: OrderFilter): readonly Order[]
  /** Also one that has ended; undefined where that is long ago. */
  find(orderId: OrderId): Order | undefined
  placeProtection(terms: ProtectionTerms): void
  /** Does nothing for an order that has ended or is being cancelled. */
  cancelProtection(orderId: OrderId): void
  /** Gives a working order other terms in place; absent where nobody can. */
  amendProtection?(orderId: OrderId, terms: AmendableTerms): void
  /** The same for the entry itself. */
  cancelEntry(orderId: OrderId): void
}

export interface ProtectorPorts {
  readonly desk: ProtectionDesk
  readonly brackets: BracketBook
  readonly movedExits: MovedExits
  readonly holdings: OwnerHoldings
  readonly prices: Prices
  readonly venue: Pick<TradingVenue, 'capabilities'>
  /** Undefined: sizes are not looked at. */
  readonly rules?: InstrumentRules | undefined
  /** Session clock. */
  readonly clock: Clock
  readonly observer: ExecutionObserver
  readonly logger: Logger
}
