import type { Money, OrderId, OrderType, Price, Quantity, Side, TimeInForce } from '../../domain/index.ts'

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
export interface BookOrder {
  readonly orderId: OrderId
  readonly side: Side
  readonly type: OrderType
  readonly quantity: Quantity
  readonly limitPrice: Price | undefined
  readonly triggerPrice: Price | undefined
  readonly timeInForce: TimeInForce
  readonly reduceOnly: boolean
}

/**
 * `waiting`: a stop that has not been triggered. `taking`: takes what the other side offers: market orders, triggered
 * stops, limits that came in marketable. `resting`: a limit in the book, which others come to.
 */
export type OrderPhase = 'waiting' | 'taking' | 'resting'

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
