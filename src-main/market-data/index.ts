export { CandleAggregator } from './candle-aggregator.ts'
export { MarketData, type InstrumentQuote, type MarketDataOptions } from './market-data.ts'
export { MarketDataConfig } from './market-data-config.ts'
export { MemoryCandleStore } from './memory-candle-store.ts'
export { OrderFlow } from './order-flow.ts'
export { recordPage } from './ict-record-order.ts'
export type {
  CandlePage,
  CandleStore,
  ClosedCandle,
  FeedGap,
  IctRecordPage,
  IctRecordStore,
  MarketDataSink,
  StoredIctRecord,
} from './ports.ts'
export { SqliteCandleStore, type SqliteCandleStoreOptions } from './sqlite-candle-store.ts'
export type { Freshness, MarketDataCondition } from './staleness-watch.ts'
export { TAPE_LENGTH, type TapedTrade } from './trade-tape.ts'
