import { Decimal, ZERO } from '../../../src-main/base/index.ts'
import type { OrderId } from '../../../src-main/domain/index.ts'

export type OrderSide = 'BUY' | 'SELL'
export type PositionSide = 'BOTH' | 'LONG' | 'SHORT'
export type TimeInForce = 'GTC' | 'IOC' | 'FOK' | 'GTX' | 'GTD'
export type SpotOrderType =
  | 'LIMIT'
  | 'MARKET'
  | 'LIMIT_MAKER'
  | 'STOP_LOSS'
  | 'STOP_LOSS_LIMIT'
  | 'TAKE_PROFIT'
  | 'TAKE_PROFIT_LIMIT'
export type FuturesOrderType =
  | 'LIMIT'
  | 'MARKET'
  | 'STOP'
  | 'STOP_MARKET'
  | 'TAKE_PROFIT'
  | 'TAKE_PROFIT_MARKET'
  | 'TRAILING_STOP_MARKET'
export type ExchangeOrderType = SpotOrderType | FuturesOrderType
export type OrderStatus = 'NEW' | 'PARTIALLY_FILLED' | 'FILLED' | 'CANCELED' | 'EXPIRED'
export type AlgoStatus = 'NEW' | 'TRIGGERED' | 'FINISHED' | 'CANCELED' | 'EXPIRED'

/** What an order was placed with. */
export interface OrderTerms {
  readonly symbol: string
  readonly side: OrderSide
  readonly type: ExchangeOrderType
  readonly timeInForce: TimeInForce
  readonly quantity: Decimal
  readonly price: Decimal | undefined
  readonly stopPrice: Decimal | undefined
  /** Percent that a trailing stop stays behind. */
  readonly callbackRate: Decimal | undefined
  /** A trailing stop follows from here on. */
  readonly activationPrice: Decimal | undefined
  readonly clientOrderId: string
  readonly positionSide: PositionSide
  readonly reduceOnly: boolean
  /** Closes whatever is held when it is triggered. */
  readonly closePosition: boolean
  readonly goodTillMs: number | undefined
}

/** An execution of an order of ours. */
export interface Execution {
  readonly tradeId: number
  readonly price: Decimal
  readonly quantity: Decimal
  readonly commission: Decimal
  readonly commissionAsset: string
  readonly isMaker: boolean
  readonly realizedPnl: Decimal
  readonly timeMs: number
}

/** A conditional order of the futures: it waits under an id of its own, and becomes an order when it is triggered. */
export interface AlgoPart {
  readonly algoId: number
  status: AlgoStatus
  triggerMs: number
}

/** An order in the exchange's books. */
export interface VenueOrder {
  /** Its name in the matching book. */
  readonly key: OrderId
  /** Zero while a conditional order of the futures waits. */
  orderId: number
  terms: OrderTerms
  status: OrderStatus
  /** Waits for its price: not yet in the book of limits. */
  isWaiting: boolean
  /** Takes what there is, rather than rest. */
  isTaking: boolean
  readonly executions: Execution[]
  readonly algo: AlgoPart | undefined
  readonly createdMs: number
  updatedMs: number
  /** A liquidation of the exchange. */
  readonly isLiquidation: boolean
}

export function isOpen({ status }: Pick<VenueOrder, 'status'>): boolean {
  return status === 'NEW' || status === 'PARTIALLY_FILLED'
}

/** In the list of orders, where conditional orders of the futures are not before they are triggered. */
export function isListed({ orderId }: Pick<VenueOrder, 'orderId'>): boolean {
  return orderId > 0
}

export function executedOf({ executions }: Pick<VenueOrder, 'executions'>): Decimal {
  return executions.reduce((sum, { quantity }) => sum.add(quantity), ZERO)
}

/** Sum of price times quantity. */
export function turnoverOf({ executions }: Pick<VenueOrder, 'executions'>): Decimal {
  return executions.reduce((sum, { price, quantity }) => sum.add(price.mul(quantity)), ZERO)
}

export function remainingOf(order: VenueOrder): Decimal {
  return Decimal.max(order.terms.quantity.sub(executedOf(order)), ZERO)
}

/** @returns Average price of what was executed; zero before the first execution. */
export function averagePriceOf(order: VenueOrder): Decimal {
  const executed = executedOf(order)
  return executed.isZero() ? ZERO : turnoverOf(order).div(executed)
}

/** Trades at market once it may. */
export function isAtMarket(type: ExchangeOrderType, price: Decimal | undefined): boolean {
  switch (type) {
    case 'MARKET':
    case 'STOP_LOSS':
    case 'STOP_MARKET':
    case 'TAKE_PROFIT_MARKET':
    case 'TRAILING_STOP_MARKET':
      return true
    case 'TAKE_PROFIT':
      return price === undefined
    default:
      return false
  }
}
