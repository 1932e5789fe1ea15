import type { AmendableTerms, Money, OrderId, Price, Quantity, Side, VenueOrderRequest } from '../../domain/index.ts'

/** What trading costs and how much of the market one may take. */
export interface MatchingModel {
  /** Fee of a fill that rested in the book. */
  readonly makerFeeBps: number
  /** Fee of a fill that took from the book. */
  readonly takerFeeBps: number
  /** How much worse than the quoted price a taker fills. */
  readonly slippageBps: number
  /** Share of the displayed size that may be taken from one quote, 0 to 1. */
  readonly maxBookShare: number
  /** Share of a trade's or bar's volume that may be filled, 0 to 1. */
  readonly maxVolumeShare: number
}

/** An order as the book needs it. */
export interface BookOrder
  extends Pick<
    VenueOrderRequest,
    | 'orderId'
    | 'side'
    | 'type'
    | 'quantity'
    | 'limitPrice'
    | 'triggerPrice'
    | 'trailing'
    | 'timeInForce'
    | 'postOnly'
    | 'reduceOnly'
  > {}

/**
 * `waiting`: a stop or take-profit that has not been triggered. `taking`: takes what the other side offers: market orders,
 * triggered orders, limits that came in marketable. `resting`: a limit in the book, which others come to.
 */
export type OrderPhase = 'waiting' | 'taking' | 'resting'

/** How far an order has come; has to be remembered over a restart. */
export interface Standing {
  readonly remaining: Quantity
  readonly phase: OrderPhase
  /** Of a trailing stop: the best price since it was placed; undefined before the first price. */
  readonly bestPrice: Price | undefined
}

/** What an account brings to a match, before it. */
export interface Holding {
  /** Signed net position. */
  readonly net: Quantity
  /** Most that buys may cost together, fees included, in quote currency; undefined: nothing is paid in full here. */
  readonly spendable?: Money | undefined
}

/** Other terms for an order in the book. */
export interface BookAmendment extends AmendableTerms {
  readonly orderId: OrderId
  /** Still to be filled of the new quantity, above zero. */
  readonly remaining: Quantity
  /** Goes to the end of the queue. */
  readonly losesPlace: boolean
}

export type Outcome =
  | {
      readonly kind: 'fill'
      readonly orderId: OrderId
      readonly side: Side
      readonly quantity: Quantity
      readonly price: Price
      readonly fee: Money
      readonly liquidity: 'maker' | 'taker'
    }
  | { readonly kind: 'cancel'; readonly orderId: OrderId; readonly reason: string }
  | { readonly kind: 'expire'; readonly orderId: OrderId; readonly reason: string }
  /** The order lives on in another phase; has to be remembered over a restart. */
  | { readonly kind: 'phase'; readonly orderId: OrderId; readonly phase: OrderPhase }
  /** A trailing stop has seen a better price; has to be remembered over a restart. */
  | { readonly kind: 'best'; readonly orderId: OrderId; readonly bestPrice: Price }
