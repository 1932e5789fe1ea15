import type { Candle, InstrumentId, Quote, Timeframe, Trade } from '../domain/index.ts'

/** What the feed hands on, validated and in order: direct calls, the session implements them. */
export interface MarketDataSink {
  handleQuote(instrumentId: InstrumentId, quote: Quote): void
  handleTrade(instrumentId: InstrumentId, trade: Trade): void
  /** Newest state of the forming 1m bar. */
  handleFormingCandle(instrumentId: InstrumentId, candle: Candle): void
  /** A bar of any kept timeframe that will not change any more; it can already be read back from the store. */
  handleClosedCandle(instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle): void
  handleGap(instrumentId: InstrumentId, gap: FeedGap): void
}

/** Minutes that never came, from the first one's open to the next bar's. */
export interface FeedGap {
  readonly fromMs: number
  readonly toMs: number
  /** The venue could deliver them afterwards. */
  readonly filled: boolean
}

/** Which bars of a series are wanted. */
export interface CandlePage {
  /** Only bars that open before it; the newest ones where it is not given. */
  readonly beforeMs?: number | undefined
  /** Most bars wanted. */
  readonly limit: number
}

/** Closed bars by instrument and timeframe, oldest first. */
export interface CandleStore {
  /** Adds the next bar; a bar that is not newer than the last one stored is refused with an `InvariantError`. */
  append(instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle): void
  last(instrumentId: InstrumentId, timeframe: Timeframe): Candle | undefined
  /** The newest bars of the page, oldest first. */
  before(instrumentId: InstrumentId, timeframe: Timeframe, page: CandlePage): readonly Candle[]
  /** Grows with every append to this series. */
  revision(instrumentId: InstrumentId, timeframe: Timeframe): number
  /** Drops every bar of the instrument, all timeframes; used when its history is written anew from further back. */
  clear(instrumentId: InstrumentId): void
  close(): Promise<void>
}
