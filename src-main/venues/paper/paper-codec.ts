import { timeMs } from '../../base/index.ts'
import {
  type InstrumentId,
  type InstrumentKind,
  money,
  type OrderId,
  parseInstrumentId,
  price,
  quantity,
  type Side,
  type TradeId,
  type TrailingDistance,
  type VenueAdjustment,
  type VenueExecution,
  type VenueFact,
  type VenueOrderId,
  type VenueOrderRequest,
} from '../../domain/index.ts'
import type { OrderPhase } from '../matching/index.ts'
import type { PaperPosition } from './paper-books.ts'
import type { FilledFact, PaperOrder } from './paper-order.ts'
import type { PaperPrice } from './paper-store.ts'

/** Rows as the queries of the store select them. */
export interface OrderRow {
  readonly order_id: string
  readonly venue_order_id: string
  readonly sequence: number
  readonly request: string
  readonly state: PaperOrder['state']
  readonly reason: string | null
  readonly phase: OrderPhase
  readonly best_price: string | null
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
  readonly instrument_id: string
  readonly side: Side
}

export interface MarketRow {
  readonly instrument_id: string
  readonly kind: InstrumentKind
  readonly last_price: number | null
  readonly mark_price: number | null
  readonly funded_ms: number | null
}

export interface AdjustmentRow {
  readonly adjustment_id: string
  readonly kind: VenueAdjustment['kind']
  readonly instrument_id: string | null
  readonly quantity: string
  readonly price: string
  readonly cash: string
  readonly reason: string
  readonly time_ms: number
}

export interface PositionRow {
  readonly instrument_id: string
  readonly quantity: string
  readonly entry_price: string
}

type StoredTrailing =
  | { readonly kind: 'price'; readonly distance: string }
  | { readonly kind: 'fraction'; readonly fraction: number }

interface StoredRequest extends Pick<VenueOrderRequest, 'side' | 'type' | 'timeInForce' | 'reduceOnly'> {
  readonly instrumentId: InstrumentId
  readonly quantity: string
  readonly limitPrice: string | null
  readonly triggerPrice: string | null
  /** The last three are absent on orders of before. */
  readonly trailing?: StoredTrailing | null
  readonly expireAtMs?: number | null
  readonly postOnly?: boolean
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
    trailing: encodeTrailing(request.trailing),
    expireAtMs: request.expireAtMs ?? null,
    postOnly: request.postOnly,
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
    trailing: decodeTrailing(stored.trailing),
    expireAtMs: typeof stored.expireAtMs === 'number' ? timeMs(stored.expireAtMs) : undefined,
    postOnly: stored.postOnly ?? false,
  }
}

function encodeTrailing(trailing: TrailingDistance | undefined): StoredTrailing | null {
  if (trailing?.kind === 'price') return { kind: 'price', distance: trailing.distance.toString() }
  return trailing ?? null
}

function decodeTrailing(stored: StoredTrailing | null | undefined): TrailingDistance | undefined {
  if (stored?.kind === 'price') return { kind: 'price', distance: price(stored.distance) }
  return stored ?? undefined
}

export function decodeOrder(row: OrderRow, fills: readonly FillRow[]): PaperOrder {
  return {
    request: decodeRequest(row.order_id as OrderId, row.request),
    venueOrderId: row.venue_order_id as VenueOrderId,
    sequence: row.sequence,
    state: row.state,
    reason: row.reason ?? undefined,
    phase: row.phase,
    bestPrice: row.best_price === null ? undefined : price(row.best_price),
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

export function decodeExecution(row: FillRow): VenueExecution {
  return { ...decodeFill(row), instrumentId: parseInstrumentId(row.instrument_id), side: row.side }
}

export function decodeMarket(row: MarketRow): PaperPrice {
  return {
    instrumentId: parseInstrumentId(row.instrument_id),
    kind: row.kind,
    lastPrice: row.last_price ?? undefined,
    markPrice: row.mark_price ?? undefined,
    fundedMs: row.funded_ms === null ? undefined : timeMs(row.funded_ms),
  }
}

export function decodeAdjustment(row: AdjustmentRow): VenueAdjustment {
  return {
    adjustmentId: row.adjustment_id,
    kind: row.kind,
    instrumentId: row.instrument_id === null ? undefined : parseInstrumentId(row.instrument_id),
    quantity: quantity(row.quantity),
    price: price(row.price),
    cash: money(row.cash),
    reason: row.reason,
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
