import type { InstrumentStatus, Timeframe } from '../../src-contract/index.ts'
import type { TimeMs } from '../base/index.ts'
import type { InstrumentId, VenueId } from './ids.ts'
import type { Money, Price, Quantity } from './money.ts'

export { type InstrumentStatus, TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../../src-contract/index.ts'

/** `spot`: what is bought is held, nothing can be sold short. `linearPerpetual`: profit, margin and funding in the quote currency. */
export type InstrumentKind = 'spot' | 'linearPerpetual'

/** What is traded, with the venue's rules for it. */
export interface Instrument {
  readonly instrumentId: InstrumentId
  readonly venueId: VenueId
  readonly symbol: string
  readonly name: string
  readonly base: string
  readonly quote: string
  readonly tickSize: Price
  readonly lotSize: Quantity
  readonly minQuantity: Quantity
  readonly minNotional: Money
  readonly kind: InstrumentKind
  readonly status: InstrumentStatus
  /** Most that one order may have; absent: the venue names no bound. */
  readonly maxQuantity?: Quantity
  readonly maxNotional?: Money
  /** Of a perpetual: share of a position's value that must stay as margin, else it is liquidated. */
  readonly maintenanceMarginFraction?: number
}

/** One bar. Prices are float64: nothing is booked from them. */
export interface Candle {
  readonly openTimeMs: TimeMs
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  /** Base units. */
  readonly volume: number
  /** True when at least one minute inside the bar is missing; absent means false. */
  readonly gap?: boolean
}

/** Top of book. */
export interface Quote {
  readonly timeMs: TimeMs
  readonly bid: number
  readonly bidSize: number
  readonly ask: number
  readonly askSize: number
}

/** One public trade. */
export interface Trade {
  readonly timeMs: TimeMs
  readonly price: number
  readonly quantity: number
  readonly takerSide: 'buy' | 'sell'
}

/** Price, and the quantity in base units that is wanted or offered there. */
export type BookLevel = readonly [price: number, quantity: number]

/** Levels of one side that a venue delivers at most. */
export const BOOK_DEPTH = 50

/** Order book: bids from the highest, asks from the lowest price, at most {@link BOOK_DEPTH} a side. */
export interface OrderBook {
  readonly timeMs: TimeMs
  readonly bids: readonly BookLevel[]
  readonly asks: readonly BookLevel[]
}

/** What a market venue delivers, in the order it happened. */
export type MarketEvent =
  | { readonly kind: 'quote'; readonly instrumentId: InstrumentId; readonly quote: Quote }
  | { readonly kind: 'trade'; readonly instrumentId: InstrumentId; readonly trade: Trade }
  /** The whole book; only while somebody watches it, and nothing is traded by it. */
  | { readonly kind: 'book'; readonly instrumentId: InstrumentId; readonly book: OrderBook }
  /** State of the 1m bar; `closed` is sent once per bar, when it will not change any more. */
  /** The price that margin and liquidation are reckoned with. */
  | { readonly kind: 'mark'; readonly instrumentId: InstrumentId; readonly markPrice: number; readonly timeMs: TimeMs }
  /** Holders of the long side pay this share of their position's value to the short side, now; below zero the other way. */
  | {
      readonly kind: 'funding'
      readonly instrumentId: InstrumentId
      readonly rate: number
      readonly markPrice: number
      readonly timeMs: TimeMs
    }
  /** The venue has changed its rules for the instrument. */
  | { readonly kind: 'instrument'; readonly instrumentId: InstrumentId; readonly instrument: Instrument }
  | { readonly kind: 'candle'; readonly instrumentId: InstrumentId; readonly candle: Candle; readonly closed: boolean }

export interface CandleRange {
  readonly instrumentId: InstrumentId
  readonly timeframe: Timeframe
  /** First open time wanted, inclusive. */
  readonly fromMs: number
  /** First open time not wanted, exclusive. */
  readonly toMs: number
}
