import type { TimeMs } from '../base/index.ts'
import type { AccountId, InstrumentId, OrderId, Owner, TradeId, VenueOrderId } from './ids.ts'
import type { Money, Price, Quantity } from './money.ts'

export type Side = 'buy' | 'sell'
/** `stop`: a market order that waits until the price reaches `triggerPrice`. */
export type OrderType = 'market' | 'limit' | 'stop'
export type TimeInForce = 'GTC' | 'IOC'
export type OrderRole = 'entry' | 'stopLoss' | 'takeProfit' | 'close'

/** What was decided when the order was made; never changes. */
export interface OrderTerms {
  readonly orderId: OrderId
  readonly accountId: AccountId
  readonly instrumentId: InstrumentId
  readonly owner: Owner
  readonly source: 'hand' | 'strategy' | 'protection' | 'killSwitch'
  readonly role: OrderRole
  readonly parentOrderId: OrderId | undefined
  readonly idempotencyKey: string
  readonly side: Side
  readonly type: OrderType
  readonly quantity: Quantity
  readonly limitPrice: Price | undefined
  readonly triggerPrice: Price | undefined
  readonly timeInForce: TimeInForce
  readonly reduceOnly: boolean
  /** Protection to place when this entry fills; written before the entry is sent. */
  readonly stopLossPrice: Price | undefined
  readonly takeProfitPrice: Price | undefined
  readonly reason: string
  readonly createdAtMs: TimeMs
}

/**
 * Where an order is in its life.
 * pending (in the journal, not sent) → submitted (sent) → working → partiallyFilled → filled,
 * or cancelling → cancelled, or rejected | expired | unsent.
 */
export type OrderState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'submitted' }
  | { readonly kind: 'working' }
  | { readonly kind: 'partiallyFilled' }
  | { readonly kind: 'cancelling' }
  | { readonly kind: 'filled' }
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'expired'; readonly reason: string }
  /** The venue was asked after a crash and never saw it. */
  | { readonly kind: 'unsent'; readonly reason: string }

export interface Order {
  readonly terms: OrderTerms
  readonly state: OrderState
  readonly venueOrderId: VenueOrderId | undefined
  readonly filledQuantity: Quantity
  /** Sum of price times quantity over the fills. */
  readonly filledNotional: Money
  readonly updatedAtMs: TimeMs
}

/** One execution, as the venue reported it and as it was booked. */
export interface Fill {
  readonly tradeId: TradeId
  readonly orderId: OrderId
  readonly accountId: AccountId
  readonly instrumentId: InstrumentId
  readonly owner: Owner
  readonly side: Side
  readonly quantity: Quantity
  readonly price: Price
  readonly fee: Money
  readonly feeCurrency: string
  readonly liquidity: 'maker' | 'taker'
  readonly timeMs: TimeMs
}

export function isTerminal(state: OrderState): boolean {
  switch (state.kind) {
    case 'filled':
    case 'cancelled':
    case 'rejected':
    case 'expired':
    case 'unsent':
      return true
    default:
      return false
  }
}

export function signedQuantity(side: Side, amount: Quantity): Quantity {
  return (side === 'buy' ? amount : amount.neg()) as Quantity
}

export function opposite(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy'
}
