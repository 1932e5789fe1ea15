import type { Timeframe } from '../../src-contract/index.ts'
import type { TimeMs } from '../base/index.ts'
import type { InstrumentId, VenueId } from './ids.ts'
import type { Money, Price, Quantity } from './money.ts'

export { TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../../src-contract/index.ts'

/** A linear contract: profit and fees are in the quote currency, positions may be long or short. */
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
  | { readonly kind: 'candle'; readonly instrumentId: InstrumentId; readonly candle: Candle; readonly closed: boolean }

export interface CandleRange {
  readonly instrumentId: InstrumentId
  readonly timeframe: Timeframe
  /** First open time wanted, inclusive. */
  readonly fromMs: number
  /** First open time not wanted, exclusive. */
  readonly toMs: number
}
