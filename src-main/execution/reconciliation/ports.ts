import type { Clock, Logger } from '../../base/index.ts'
import type {
  AccountId,
  Journal,
  Money,
  Order,
  OrderId,
  Owner,
  Position,
  Quantity,
  Standing,
  TradingVenue,
  VenueAdjustment,
} from '../../domain/index.ts'
import type { RecordedChange } from '../fact-recorder.ts'
import type { MovedExits } from '../moved-exits.ts'
import type { OrderFact } from '../order-machine.ts'
import type { OrderStore } from '../order-store.ts'
import type { Books, ExecutionObserver, Prices } from '../ports.ts'
import type { RequestBudget } from './request-budget.ts'
import type { ReconciliationSettings } from './settings.ts'
import type { StoredFindings } from './stored-findings.ts'

/** Part of an adjustment that belongs to one owner. */
export interface OwnerShare {
  readonly owner: Owner
  readonly quantity: Quantity
  readonly cash: Money
}

/** Divides what the venue did to a net position over those who hold it. The shares must sum to the whole. */
export type AdjustmentSplit = (adjustment: VenueAdjustment, holders: readonly Position[]) => readonly OwnerShare[]

/** What may be given to a reconciliation from outside; everything has a default that is safe. */
export interface ReconciliationOptions {
  /** Real time, for the age of requests and the periods of checks; the session clock where left out. */
  readonly systemClock?: Clock
  /** Shared with everybody who asks the venue; unlimited where left out. */
  readonly budget?: RequestBudget
  readonly settings?: () => ReconciliationSettings
  readonly split?: AdjustmentSplit
  /** Something was done that may have settled a difference, or told that cannot be booked by itself: a comparison now would tell. */
  readonly onRepaired?: () => void
}

export interface ReconciliationPorts extends ReconciliationOptions {
  readonly accountId: AccountId
  readonly venue: TradingVenue
  readonly journal: Journal
  readonly books: Books
  readonly prices: Prices
  /** Session clock. */
  readonly clock: Clock
  /** What the ledger knows of earlier comparisons. */
  readonly findings: StoredFindings
  readonly observer: Pick<ExecutionObserver, 'orderUpdated' | 'adjusted' | 'quarantineChanged' | 'accountReported'>
  readonly logger: Logger
  readonly store: OrderStore
  readonly movedExits: MovedExits
  /** On its way to disk and sent from there: not for the venue to know yet. */
  readonly isOnItsWay: (orderId: OrderId) => boolean
  /** Makes a fact take effect; undefined where it changed nothing. */
  readonly apply: (order: Order, fact: OrderFact) => RecordedChange | undefined
  /** An owner's position changed without an order. */
  readonly onPositionChanged: (standing: Standing, before: Quantity, after: Quantity) => void
}
