import type { Clock, Logger } from '../base/index.ts'
import type { AccountId, Journal, OrderTerms, TradingVenue } from '../domain/index.ts'
import type { RestoredOrders } from './ledger-state.ts'
import type { CheckRelease } from './order-release.ts'
import type { Books, ExecutionObserver, InstrumentRules, Prices } from './ports.ts'
import type { ReconciliationOptions } from './reconciliation/index.ts'

/** What execution needs of the rest. */
export interface ExecutionPorts {
  readonly accountId: AccountId
  readonly journal: Journal
  readonly venue: TradingVenue
  /** Session clock. */
  readonly clock: Clock
  readonly books: Books
  readonly prices: Prices
  /** Without it exits are not rounded to lots, nor too small ones put together. */
  readonly rules?: InstrumentRules
  readonly observer: ExecutionObserver
  readonly logger: Logger
  /** What the ledger knows of earlier runs; nothing on a new one. It is read once and then let go. */
  readonly ledger?: RestoredOrders
  /** First part of every order id, another one at every start: see `newOrderIdPrefix`. */
  readonly orderIdPrefix?: string
  /** Asked about orders that the engine sends by itself; without it they go as they are. */
  readonly checkRelease?: CheckRelease
  readonly reconciliation?: ReconciliationOptions
}

/** What is needed for as long as orders are. */
export type LastingPorts = Omit<ExecutionPorts, 'ledger'>

/** An order as the caller decides it; execution adds the id. */
export type NewOrderTerms = Omit<OrderTerms, 'orderId'>
