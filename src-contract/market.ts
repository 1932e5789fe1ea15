import { z } from 'zod'
import { DecimalText, InstrumentIdText, TimeframeValue, TimeMsValue } from './primitives.ts'

/** Only `trading` takes new orders. `maintenance`: not now; `delisted`: not any more, or not much longer. */
export const InstrumentStatusValue = z.enum(['trading', 'maintenance', 'delisted'])
export type InstrumentStatus = z.infer<typeof InstrumentStatusValue>

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
  status: InstrumentStatusValue,
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

/** One of the values that an indicator has at a bar. */
export const IndicatorColumn = z.object({
  id: z.string(),
  /**
   * What the value is measured in, and so what happens to it when all prices are multiplied or shifted.
   * - `price`: a price; it is multiplied and shifted with them.
   * - `spread`: a distance of prices; it is multiplied, a shift leaves it.
   * - `oscillator`: neither changes it.
   * - `ratio`: only a shift changes it.
   * - `volume`: in base units, or a sum of them.
   * - `flag`: 1 or 0.
   */
  scale: z.enum(['price', 'spread', 'oscillator', 'ratio', 'volume', 'flag']),
  /** How the chart draws it; `none` shows it in the legend and the table only. */
  plot: z.enum(['line', 'dots', 'histogram', 'none']),
  /**
   * Above zero, the value that became known at a bar belongs to the bar so many before it. The engine gives values at the bar
   * where they became known; whoever draws or tabulates them at the bar that they belong to looks ahead.
   */
  lookAheadBars: z.number().int().nonnegative(),
  /** The parameter that says how far, where one does: `lookAheadBars` is its default then. */
  lookAheadParameter: z.string().optional(),
  /** Also after the warm-up it has no value at some bars. */
  sparse: z.boolean(),
})
export type IndicatorColumn = z.infer<typeof IndicatorColumn>

/** An indicator that the engine computes: what can be asked of it. */
export const IndicatorView = z.object({
  /** As in `ema`. */
  indicatorId: z.string(),
  title: z.string(),
  /** What it says, with the source of its formula. */
  description: z.string(),
  /** `overlay` is drawn over the prices, `pane` below them. */
  placement: z.enum(['overlay', 'pane']),
  /** JSON Schema (draft 2020-12) of its parameters, with title, description, default and range of each. */
  parametersSchema: z.record(z.string(), z.unknown()),
  /** Bars that must have closed before it has its values, with the default parameters. */
  warmUpBars: z.number().int().positive(),
  /** The values that it has at each bar, in the order of `IndicatorPoint.values`. */
  columns: z.array(IndicatorColumn).min(1),
})
export type IndicatorView = z.infer<typeof IndicatorView>

/** Parameters of an indicator by name; what is left out takes its default. */
export const IndicatorParameters = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
export type IndicatorParameters = z.infer<typeof IndicatorParameters>

/** The columns with these parameters: how far one looks ahead may depend on them. */
export const columnsWith = (columns: readonly IndicatorColumn[], parameters: IndicatorParameters): IndicatorColumn[] =>
  columns.map((column) => {
    const bars = column.lookAheadParameter === undefined ? undefined : parameters[column.lookAheadParameter]
    return typeof bars === 'number' ? Object.assign({}, column, { lookAheadBars: bars }) : column
  })

/** Parameters as a JSON object in text, for a query string. */
const ParametersText = z
  .string()
  .max(1_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON object such as {"period":20}' })
      return z.NEVER
    }
  })
  .pipe(IndicatorParameters)

export const IndicatorSeriesQuery = CandlesQuery.extend({
  indicator: z.string().max(40),
  parameters: z.union([IndicatorParameters, ParametersText]).default({}),
})

/** Values of an indicator at a bar, one for each of its columns; null while it warms up. */
export const IndicatorPoint = z.object({
  openTimeMs: TimeMsValue,
  values: z.array(z.number().nullable()),
  /** True when bars or minutes are missing right before or inside this bar; absent means false. */
  gap: z.boolean().optional(),
})
export type IndicatorPoint = z.infer<typeof IndicatorPoint>

/** Values at closed bars, oldest first. */
export const IndicatorSeriesView = z.object({
  instrumentId: InstrumentIdText,
  timeframe: TimeframeValue,
  indicator: z.string(),
  /** All of them, defaults filled in. */
  parameters: IndicatorParameters,
  columns: z.array(z.string()),
  points: z.array(IndicatorPoint),
})
export type IndicatorSeriesView = z.infer<typeof IndicatorSeriesView>

/** One public trade. */
export const TradeView = z.object({
  /** Counts per instrument since the engine started. */
  tradeSeq: z.number().int(),
  timeMs: TimeMsValue,
  price: z.number(),
  /** Base units. */
  quantity: z.number(),
  takerSide: z.enum(['buy', 'sell']),
})
export type TradeView = z.infer<typeof TradeView>

/** Price and quantity in base units; a quantity of 0 takes the level away. */
export const BookLevel = z.tuple([z.number(), z.number().nonnegative()])
export type BookLevel = z.infer<typeof BookLevel>

/** Order book of an instrument: bids from the highest, asks from the lowest price. As a delta: the levels that changed. */
export const BookView = z.object({
  timeMs: TimeMsValue,
  bids: z.array(BookLevel),
  asks: z.array(BookLevel),
})
export type BookView = z.infer<typeof BookView>
