import { timeMs } from '../base/index.ts'
import {
  type AccountId,
  type Fill,
  type InstrumentId,
  money,
  type Order,
  type OrderId,
  type OrderState,
  type OrderTerms,
  type Owner,
  type Position,
  type PositionEffect,
  price,
  type Price,
  quantity,
  type TradeId,
  type VenueCommand,
  type VenueOrderId,
} from '../domain/index.ts'
import { amendmentOf, exitPlanOf, stateOf, trailingOf } from './ledger-terms.ts'
import type { BookedFill } from './order-store.ts'

/** A row of `orders`. */
export interface OrderRow {
  readonly account_id: AccountId
  readonly order_id: OrderId
  readonly instrument_id: InstrumentId
  readonly owner: Owner
  readonly source: OrderTerms['source']
  readonly role: OrderTerms['role']
  readonly parent_order_id: OrderId | null
  readonly idempotency_key: string
  readonly side: OrderTerms['side']
  readonly type: OrderTerms['type']
  readonly quantity: string
  readonly limit_price: string | null
  readonly trigger_price: string | null
  readonly time_in_force: OrderTerms['timeInForce']
  readonly reduce_only: number
  readonly stop_loss_price: string | null
  readonly take_profit_price: string | null
  readonly reason: string
  readonly created_at_ms: number
  readonly state: OrderState['kind']
  readonly state_reason: string | null
  readonly venue_order_id: VenueOrderId | null
  readonly filled_quantity: string
  readonly filled_notional: string
  readonly updated_at_ms: number
  readonly trailing: string | null
  readonly expire_at_ms: number | null
  readonly post_only: number
  readonly handling: OrderTerms['handling']
  readonly oco_group: string | null
  readonly exit_plan: string | null
  readonly amendment: string | null
  /** Of an order in state `unknown`. */
  readonly state_command: VenueCommand | null
  readonly state_since_ms: number | null
  readonly position_effect: PositionEffect | null
  readonly awaits_funds: number
}

/** A row of `fills`. */
export interface FillRow {
  readonly account_id: AccountId
  readonly trade_id: TradeId
  readonly order_id: OrderId
  readonly instrument_id: InstrumentId
  readonly owner: Owner
  readonly side: Fill['side']
  readonly quantity: string
  readonly price: string
  readonly fee: string
  readonly fee_currency: string
  readonly liquidity: Fill['liquidity']
  readonly realised_pnl: string
  readonly time_ms: number
}

/** A row of `positions`. */
export interface PositionRow {
  readonly account_id: AccountId
  readonly instrument_id: InstrumentId
  readonly owner: Owner
  readonly quantity: string
  readonly entry_price: string
  readonly realised_pnl: string
  readonly fees: string
  readonly opened_at_ms: number
}

export function orderOf(row: OrderRow): Order {
  return {
    terms: termsOf(row),
    state: stateOf(row),
    venueOrderId: row.venue_order_id ?? undefined,
    amendment: amendmentOf(row.amendment),
    filledQuantity: quantity(row.filled_quantity),
    filledNotional: money(row.filled_notional),
    updatedAtMs: timeMs(row.updated_at_ms),
  }
}

export function bookedFillOf(row: FillRow): BookedFill {
  const fill: Fill = {
    tradeId: row.trade_id,
    orderId: row.order_id,
    accountId: row.account_id,
    instrumentId: row.instrument_id,
    owner: row.owner,
    side: row.side,
    quantity: quantity(row.quantity),
    price: price(row.price),
    fee: money(row.fee),
    feeCurrency: row.fee_currency,
    liquidity: row.liquidity,
    timeMs: timeMs(row.time_ms),
  }
  return { fill, realisedPnl: money(row.realised_pnl) }
}

export function positionOf(row: PositionRow): Position {
  return {
    accountId: row.account_id,
    instrumentId: row.instrument_id,
    owner: row.owner,
    quantity: quantity(row.quantity),
    entryPrice: price(row.entry_price),
    realisedPnl: money(row.realised_pnl),
    fees: money(row.fees),
    openedAtMs: timeMs(row.opened_at_ms),
  }
}

function termsOf(row: OrderRow): OrderTerms {
  return {
    orderId: row.order_id,
    accountId: row.account_id,
    instrumentId: row.instrument_id,
    owner: row.owner,
    source: row.source,
    role: row.role,
    parentOrderId: row.parent_order_id ?? undefined,
    idempotencyKey: row.idempotency_key,
    side: row.side,
    type: row.type,
    quantity: quantity(row.quantity),
    limitPrice: optionalPrice(row.limit_price),
    triggerPrice: optionalPrice(row.trigger_price),
    trailing: trailingOf(row.trailing),
    timeInForce: row.time_in_force,
    expireAtMs: row.expire_at_ms === null ? undefined : timeMs(row.expire_at_ms),
    postOnly: row.post_only === 1,
    reduceOnly: row.reduce_only === 1,
    handling: row.handling,
    ...(row.position_effect !== null && { positionEffect: row.position_effect }),
    ocoGroup: row.oco_group ?? undefined,
    ...(row.awaits_funds === 1 && { awaitsFunds: true as const }),
    stopLossPrice: optionalPrice(row.stop_loss_price),
    takeProfitPrice: optionalPrice(row.take_profit_price),
    exitPlan: exitPlanOf(row.exit_plan),
    reason: row.reason,
    createdAtMs: timeMs(row.created_at_ms),
  }
}

function optionalPrice(text: string | null): Price | undefined {
  return text === null ? undefined : price(text)
}
