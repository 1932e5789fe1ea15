import type { TimeMs } from '../base/index.ts'
import type { AccountId, InstrumentId, OrderId, Owner, TradeId, VenueOrderId } from './ids.ts'
import type { Money, Price, Quantity } from './money.ts'

export type Side = 'buy' | 'sell'
/**
 * `stop` and `takeProfit` wait until the price reaches `triggerPrice` from the winning or the losing side and then trade at
 * market, `stopLimit` and `takeProfitLimit` at `limitPrice`. `trailingStop`: a stop that follows the best price since it
 * was placed at a distance.
 */
export type OrderType = 'market' | 'limit' | 'stop' | 'stopLimit' | 'takeProfit' | 'takeProfitLimit' | 'trailingStop'
/** `FOK`: all at once or nothing. `GTD`: until `expireAtMs`. */
export type TimeInForce = 'GTC' | 'IOC' | 'FOK' | 'GTD'
export type OrderRole = 'entry' | 'stopLoss' | 'takeProfit' | 'close'

/**
 * Who sees to what the venue does not offer. `venue`: the order stands there as it is. `engine`: the engine waits for its
 * trigger, or for its end, and sends a plainer order when the time has come.
 */
export type OrderHandling = 'venue' | 'engine'

/** What an order does to its owner's position: makes it larger, or smaller. */
export type PositionEffect = 'open' | 'reduce'

/** How far a stop stays behind the best price: an amount of quote currency, or a share of that price. */
export type TrailingDistance =
  | { readonly kind: 'price'; readonly distance: Price }
  | { readonly kind: 'fraction'; readonly fraction: number }

/** Part of a position that is closed at a profit. */
export interface ProfitTarget {
  readonly price: Price
  /** Share of what the entry opens, above 0 and at most 1. */
  readonly fraction: number
}

/** When the stop moves to the entry price, fees of both ways included. */
export type BreakEven =
  | { readonly kind: 'atPrice'; readonly price: Price }
  /** After the first target has filled. */
  | { readonly kind: 'afterFirstTarget' }

/** What becomes of a position's exits while it is held. */
export interface ExitPlan {
  /** Nearest first, at most the whole in sum; what they leave is closed by the take-profit, where there is one, or the stop. */
  readonly targets: readonly ProfitTarget[]
  /** The stop follows the price; it never moves back. */
  readonly trailing: TrailingDistance | undefined
  readonly breakEven: BreakEven | undefined
}

/**
 * What was decided when the order was made. Quantity, limit and trigger change only by an amendment that the venue has
 * confirmed.
 */
export interface OrderTerms {
  readonly orderId: OrderId
  readonly accountId: AccountId
  readonly instrumentId: InstrumentId
  readonly owner: Owner
  /** `risk`: a guard that closes positions. `adopted`: found at the venue and taken over. */
  readonly source: 'hand' | 'strategy' | 'protection' | 'killSwitch' | 'risk' | 'adopted'
  readonly role: OrderRole
  readonly parentOrderId: OrderId | undefined
  readonly idempotencyKey: string
  readonly side: Side
  readonly type: OrderType
  readonly quantity: Quantity
  readonly limitPrice: Price | undefined
  readonly triggerPrice: Price | undefined
  /** Of a trailing stop; undefined on any other. */
  readonly trailing: TrailingDistance | undefined
  readonly timeInForce: TimeInForce
  /** Session time at which a GTD order ends. */
  readonly expireAtMs: TimeMs | undefined
  /** Never takes: the venue refuses it where it would trade at once. */
  readonly postOnly: boolean
  readonly reduceOnly: boolean
  readonly handling: OrderHandling
  /** Where the venue can keep long and short apart: names, with the side, which of the two the order is for. Absent elsewhere. */
  readonly positionEffect?: PositionEffect
  /** Orders of one group exclude each other: the first that fills ends the others. */
  readonly ocoGroup: string | undefined
  /** Another order of its group keeps at the venue what this one needs too: the engine waits with it until that has gone. */
  readonly awaitsFunds?: true | undefined
  /** Protection to place when this entry fills; written before the entry is sent. */
  readonly stopLossPrice: Price | undefined
  readonly takeProfitPrice: Price | undefined
  /** What else is decided about the exits of this entry. */
  readonly exitPlan: ExitPlan | undefined
  readonly reason: string
  readonly createdAtMs: TimeMs
}

/** What most orders have in common: sent as they are, alone, without an end of their own. */
export const PLAIN_ORDER = {
  trailing: undefined,
  expireAtMs: undefined,
  postOnly: false,
  handling: 'venue',
  ocoGroup: undefined,
  exitPlan: undefined,
} as const satisfies Partial<OrderTerms>

/** Of these a working order may be given others. */
export type AmendableTerms = Pick<OrderTerms, 'quantity' | 'limitPrice' | 'triggerPrice'>

/** A command whose outcome can stay unknown. */
export type VenueCommand = 'submit' | 'cancel' | 'amend'

/**
 * Where an order is in its life.
 * pending (in the journal, not sent) → submitted (sent) → working → partiallyFilled → filled,
 * or cancelling → cancelled, or rejected | expired | unsent. `unknown`: it is not known whether the venue has taken a
 * command (timeout, server error, lost connection, an answer that cannot be read); left only by the venue's word.
 */
export type OrderState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'submitted' }
  | { readonly kind: 'working' }
  | { readonly kind: 'partiallyFilled' }
  | { readonly kind: 'cancelling' }
  | { readonly kind: 'unknown'; readonly command: VenueCommand; readonly reason: string; readonly sinceMs: TimeMs }
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
  /** Asked of the venue and not confirmed yet. */
  readonly amendment: AmendableTerms | undefined
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
