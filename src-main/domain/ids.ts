import type { Nominal } from '../base/index.ts'

export type VenueId = Nominal<string, 'VenueId'>
export type AccountId = Nominal<string, 'AccountId'>
/** `venue:symbol`. */
export type InstrumentId = Nominal<string, 'InstrumentId'>
/** Our own id of an order; the venue knows it as client order id. */
export type OrderId = Nominal<string, 'OrderId'>
export type VenueOrderId = Nominal<string, 'VenueOrderId'>
/** The venue's id of one execution. */
export type TradeId = Nominal<string, 'TradeId'>
export type StrategyId = Nominal<string, 'StrategyId'>

/** Who a position belongs to: `hand`, `strategy:<id>` or `unassigned`. */
export type Owner = Nominal<string, 'Owner'>

export const venueId = (text: string): VenueId => text as VenueId
export const accountId = (text: string): AccountId => text as AccountId
export const orderId = (text: string): OrderId => text as OrderId
export const venueOrderId = (text: string): VenueOrderId => text as VenueOrderId
export const tradeId = (text: string): TradeId => text as TradeId
export const strategyId = (text: string): StrategyId => text as StrategyId
export const parseInstrumentId = (text: string): InstrumentId => text as InstrumentId

export function instrumentId(venue: VenueId, symbol: string): InstrumentId {
  return `${venue}:${symbol}` as InstrumentId
}

export const HAND: Owner = 'hand' as Owner
/** Found at the venue; nobody has taken it yet. */
export const UNASSIGNED: Owner = 'unassigned' as Owner

export function strategyOwner(id: StrategyId): Owner {
  return `strategy:${id}` as Owner
}
