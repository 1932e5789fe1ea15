import { z } from 'zod'
import { DecimalText, InstrumentIdText, TimeframeValue, TimeMsValue } from './primitives.ts'

/** What can be traded and the venue's rules for it. */
export const InstrumentView = z.object({
  instrumentId: InstrumentIdText,
  venueId: z.string(),
  symbol: z.string(),
  name: z.string(),
  base: z.string(),
  quote: z.string(),
  /** Smallest step of a price, in quote currency. */
  tickSize: DecimalText,
  /** Smallest step of a quantity, in base units. */
  lotSize: DecimalText,
  minQuantity: DecimalText,
  /** Smallest worth of an order, in quote currency. */
  minNotional: DecimalText,
})
export type InstrumentView = z.infer<typeof InstrumentView>

/** One bar; prices and volume are float64 (nothing is booked from them). */
export const CandleView = z.object({
  openTimeMs: TimeMsValue,
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  /** Traded quantity in base units. */
  volume: z.number(),
  /** True when at least one minute inside the bar is missing. */
  gap: z.boolean(),
})
export type CandleView = z.infer<typeof CandleView>

export const CandlesQuery = z.object({
  instrumentId: InstrumentIdText,
  timeframe: TimeframeValue.default('1m'),
  /** Only bars that open before this time; for loading history page by page. */
  beforeMs: z.coerce.number().int().nonnegative().optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
})

/** Closed bars, oldest first; the forming bar comes over the `candles` topic. */
export const CandlesView = z.object({
  instrumentId: InstrumentIdText,
  timeframe: TimeframeValue,
  candles: z.array(CandleView),
})
export type CandlesView = z.infer<typeof CandlesView>

/** Price line of the watchlist. */
export const QuoteView = z.object({
  instrumentId: InstrumentIdText,
  last: z.number(),
  bid: z.number().nullable(),
  ask: z.number().nullable(),
  bidSize: z.number().nullable(),
  askSize: z.number().nullable(),
  /** Price 24 h of session time ago, null until known. */
  price24hAgo: z.number().nullable(),
  /** Session time of the last price. */
  timeMs: TimeMsValue,
  /** System time at which it arrived: age of the feed is counted from here. */
  receivedAtMs: TimeMsValue,
  /** True while no fresh price has come for longer than the feed allows. */
  stale: z.boolean(),
})
export type QuoteView = z.infer<typeof QuoteView>

/** Delta of the `candles` topic: the newest state of one bar. */
export const CandleUpdate = z.object({
  instrumentId: InstrumentIdText,
  timeframe: TimeframeValue,
  candle: CandleView,
  closed: z.boolean(),
})
export type CandleUpdate = z.infer<typeof CandleUpdate>

export const IndicatorSeriesQuery = CandlesQuery.extend({
  indicator: z.enum(['ema', 'atr']),
  period: z.coerce.number().int().min(1).max(1000),
})

/** Value of an indicator at a bar; null while it warms up. */
export const IndicatorPoint = z.object({ openTimeMs: TimeMsValue, value: z.number().nullable() })
export type IndicatorPoint = z.infer<typeof IndicatorPoint>

/** Values at closed bars, oldest first. */
export const IndicatorSeriesView = z.object({
  instrumentId: InstrumentIdText,
  timeframe: TimeframeValue,
  indicator: z.string(),
  period: z.number().int(),
  points: z.array(IndicatorPoint),
})
export type IndicatorSeriesView = z.infer<typeof IndicatorSeriesView>
