import { timeMs } from '../../base/index.ts'
import {
  type InstrumentId,
  money,
  type OrderId,
  parseInstrumentId,
  price,
  quantity,
  type TradeId,
  type VenueFact,
  type VenueOrderId,
  type VenueOrderRequest,
} from '../../domain/index.ts'
import type { OrderPhase } from '../matching/index.ts'
import type { PaperPosition } from './paper-books.ts'
import type { FilledFact, PaperOrder } from './paper-order.ts'

/** Rows as the queries of the store select them. */
export interface OrderRow {
  readonly order_id: string
  readonly venue_order_id: string
  readonly sequence: number
  readonly request: string
  readonly state: PaperOrder['state']
  readonly reason: string | null
  readonly phase: OrderPhase
  readonly created_at_ms: number
  readonly updated_at_ms: number
}

export interface FillRow {
  readonly trade_id: string
  readonly order_id: string
  readonly quantity: string
  readonly price: string
  readonly fee: string
  readonly fee_currency: string
  readonly liquidity: 'maker' | 'taker'
  readonly time_ms: number
}

export interface PositionRow {
  readonly instrument_id: string
  readonly quantity: string
  readonly entry_price: string
}

interface StoredRequest extends Pick<VenueOrderRequest, 'side' | 'type' | 'timeInForce' | 'reduceOnly'> {
  readonly instrumentId: InstrumentId
  readonly quantity: string
  readonly limitPrice: string | null
  readonly triggerPrice: string | null
}

/** Terms of an order as text; decimals keep every digit. */
export function encodeRequest(request: VenueOrderRequest): string {
  const { instrumentId, side, type, timeInForce, reduceOnly } = request
  const stored: StoredRequest = {
    instrumentId,
    side,
    type,
    timeInForce,
    reduceOnly,
    quantity: request.quantity.toString(),
    limitPrice: request.limitPrice?.toString() ?? null,
    triggerPrice: request.triggerPrice?.toString() ?? null,
  }
  return JSON.stringify(stored)
}

function decodeRequest(orderId: OrderId, text: string): VenueOrderRequest {
  const stored = JSON.parse(text) as StoredRequest
  return {
    ...stored,
    orderId,
    quantity: quantity(stored.quantity),
    limitPrice: stored.limitPrice === null ? undefined : price(stored.limitPrice),
    triggerPrice: stored.triggerPrice === null ? undefined : price(stored.triggerPrice),
  }
}

export function decodeOrder(row: OrderRow, fills: readonly FillRow[]): PaperOrder {
  return {
    request: decodeRequest(row.order_id as OrderId, row.request),
    venueOrderId: row.venue_order_id as VenueOrderId,
    sequence: row.sequence,
    state: row.state,
    reason: row.reason ?? undefined,
    phase: row.phase,
    fills: fills.map(decodeFill),
    createdAtMs: timeMs(row.created_at_ms),
    updatedAtMs: timeMs(row.updated_at_ms),
  }
}

function decodeFill(row: FillRow): FilledFact {
  return {
    kind: 'filled',
    orderId: row.order_id as OrderId,
    tradeId: row.trade_id as TradeId,
    quantity: quantity(row.quantity),
    price: price(row.price),
    fee: money(row.fee),
    feeCurrency: row.fee_currency,
    liquidity: row.liquidity,
    timeMs: timeMs(row.time_ms),
  }
}

export function decodePosition(row: PositionRow): PaperPosition {
  return {
    instrumentId: parseInstrumentId(row.instrument_id),
    quantity: quantity(row.quantity),
    entryPrice: price(row.entry_price),
  }
}

/** A fact as text; `Decimal` writes itself as a decimal string. */
export function encodeFact(fact: VenueFact): string {
  return JSON.stringify(fact)
}
