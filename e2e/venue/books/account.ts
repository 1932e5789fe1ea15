import type { Decimal } from '../../../src-main/base/index.ts'
import type { Holding } from '../../../src-main/venues/matching/index.ts'
import type { ApiError } from '../rest/api-error.ts'
import type { Execution, OrderTerms, VenueOrder } from './venue-order.ts'

/** What the market gave for an order. */
export interface Match {
  readonly price: Decimal
  readonly quantity: Decimal
  readonly isMaker: boolean
}

/** Money and holdings of one side: what the desk needs of them. */
export interface Account {
  /** Why it cannot carry the order, that would cost `notional` in quote currency; undefined where it can. */
  refusalOf(terms: OrderTerms, notional: Decimal): ApiError | undefined
  /** What the matching engine has to know before a match. */
  holdingOf(terms: Pick<OrderTerms, 'symbol' | 'positionSide'>): Holding
  /** Books an execution. */
  book(order: VenueOrder, match: Match): Pick<Execution, 'commission' | 'commissionAsset' | 'realizedPnl'>
}

export interface FeeRates {
  readonly maker: Decimal
  readonly taker: Decimal
}
