export type { EventMap, EventName } from './events.ts'
export type { ExitMove, ExitMover, ExitRole, Standing } from './exits.ts'
export type {
  Denial,
  EquitySample,
  Fact,
  Journal,
  JournalRecord,
  TradingState,
  VenueFact,
} from './facts.ts'
export {
  type AccountId,
  accountId,
  HAND,
  type InstrumentId,
  instrumentId,
  type OrderId,
  orderId,
  type Owner,
  parseInstrumentId,
  type StrategyId,
  strategyId,
  strategyOwner,
  type TradeId,
  tradeId,
  type VenueId,
  venueId,
  type VenueOrderId,
  venueOrderId,
} from './ids.ts'
export type { OrderIntent, OrderSize } from './intent.ts'
export {
  BOOK_DEPTH,
  type BookLevel,
  type Candle,
  type CandleRange,
  type Instrument,
  type MarketEvent,
  type OrderBook,
  type Quote,
  type Timeframe,
  TIMEFRAME_MS,
  TIMEFRAMES,
  type Trade,
} from './market.ts'
export { type Money, money, type Price, price, type Quantity, quantity } from './money.ts'
export {
  type Fill,
  isTerminal,
  opposite,
  type Order,
  type OrderRole,
  type OrderState,
  type OrderTerms,
  type OrderType,
  type Side,
  signedQuantity,
  type TimeInForce,
} from './order.ts'
export {
  type Booking,
  type Entry,
  type EntryKind,
  type LedgerAccount,
  type Position,
  positionKey,
  type Posting,
} from './portfolio.ts'
export type { Signal } from './signal.ts'
export type {
  Barrier,
  MarketVenue,
  SimulatedTradingVenue,
  TradingVenue,
  VenueAccountReport,
  VenueOrderReport,
  VenueOrderRequest,
} from './venues.ts'
