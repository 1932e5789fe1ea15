import type { IctKind, IctRecordView } from '../../src-contract/index.ts'
import type { Event } from '../base/index.ts'
import type { Candle, InstrumentId, Quote, Timeframe, Trade } from '../domain/index.ts'

/** What the feed hands on, validated and in order: direct calls, the session implements them. */
export interface MarketDataSink {
  handleQuote(instrumentId: InstrumentId, quote: Quote): void
  handleTrade(instrumentId: InstrumentId, trade: Trade): void
  /** The price that margin is reckoned with; only where the venue has one beside the last price. */
  handleMark(instrumentId: InstrumentId, markPrice: number): void
  /** Newest state of the forming 1m bar. */
  handleFormingCandle(instrumentId: InstrumentId, candle: Candle): void
  /**
   * Bars that will not change any more, shortest timeframe first: all that closed at the same instant come together, so that
   * whoever decides on one of them knows the others. They can already be read back from the store.
   */
  handleClosedCandles(instrumentId: InstrumentId, closed: readonly ClosedCandle[]): void
  handleGap(instrumentId: InstrumentId, gap: FeedGap): void
}

/** A bar of a kept timeframe that will not change any more. */
export interface ClosedCandle {
  readonly timeframe: Timeframe
  readonly candle: Candle
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

/** An ICT record as it stood when it was handed over. */
export type StoredIctRecord = Readonly<IctRecordView>

/** Which records of a series are wanted. */
export interface IctRecordPage {
  /** Only records that were confirmed before it; the newest ones where it is not given. */
  readonly beforeMs?: number | undefined
  /** All kinds where it is not given. */
  readonly kinds?: readonly IctKind[] | undefined
  /** So many records, and what else was confirmed at the same bar as the oldest of them: a page never cuts a bar in two. */
  readonly limit: number
}

/** ICT records by instrument and timeframe. */
export interface IctRecordStore {
  /**
   * Keeps records of one series. Of a record that is there already, what was published stays; only later times that it did not
   * have are filled in, so that the same records may be put again.
   * @returns false where they cannot be kept.
   */
  put(instrumentId: InstrumentId, timeframe: Timeframe, records: readonly StoredIctRecord[]): boolean
  /** The newest records of the page, by time of confirmation, then id. */
  before(instrumentId: InstrumentId, timeframe: Timeframe, page: IctRecordPage): readonly StoredIctRecord[]
  /** The newest time of any record of the series: of its confirmation or a later one; undefined where it has none. */
  newestMs(instrumentId: InstrumentId, timeframe: Timeframe): number | undefined
}

/** Closed bars by instrument and timeframe, oldest first. */
export interface CandleStore {
  /** What was found in these bars; dropped with them. */
  readonly ictRecords: IctRecordStore
  /** An instrument's bars were dropped by {@link clear}. */
  readonly onCleared: Event<InstrumentId>
  /** Adds the next bar; a bar that is not newer than the last one stored is refused with an `InvariantError`. */
  append(instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle): void
  last(instrumentId: InstrumentId, timeframe: Timeframe): Candle | undefined
  /** The newest bars of the page, oldest first. */
  before(instrumentId: InstrumentId, timeframe: Timeframe, page: CandlePage): readonly Candle[]
  /** Grows with every append to this series. */
  revision(instrumentId: InstrumentId, timeframe: Timeframe): number
  /** Drops every bar of the instrument, all timeframes, and its ICT records; used when its history is written anew from further back. */
  clear(instrumentId: InstrumentId): void
  close(): Promise<void>
}
