import type { Clock, Disposable, Event } from '../base/index.ts'
import type { VenueFact } from './facts.ts'
import type { AccountId, InstrumentId, OrderId, VenueId, VenueOrderId } from './ids.ts'
import type { Candle, CandleRange, Instrument, MarketEvent } from './market.ts'
import type { Money, Price, Quantity } from './money.ts'
import type { OrderType, Side, TimeInForce } from './order.ts'

/** Holds a venue that brings its own time until the session has digested the last event. */
export type Barrier = () => Promise<void> | undefined

/** Where prices come from. */
export interface MarketVenue extends Disposable {
  readonly venueId: VenueId
  /** The session clock: real time on an exchange, the market's own on a simulated or replayed one. */
  readonly clock: Clock
  /** Session time per system time: 1 real, 20 = twenty times faster, Infinity = as fast as it goes. */
  readonly speed: number
  instruments(): Promise<readonly Instrument[]>
  /** Closed bars inside the range, oldest first; bars that the venue does not have are left out. */
  fetchCandles(range: CandleRange): Promise<readonly Candle[]>
  readonly onEvent: Event<MarketEvent>
  /**
   * Delivers the instrument's order book from now on, at once the one that stands, until the handle is disposed of. Absent
   * on a venue that has no books.
   */
  watchBook?(instrumentId: InstrumentId): Disposable
  /** A venue that reads ahead of its clock waits here before each step of time. */
  setBarrier(barrier: Barrier): void
  /** Begins to deliver events. */
  start(): Promise<void>
  /** Stops delivering; history stays readable. */
  stop(): Promise<void>
  /** The machine has slept: an exchange measures anew how its clock and ours differ. */
  handleWake?(): Promise<void>
  /** Resolves when a replay has delivered its last event; never on a market without end. */
  readonly finished: Promise<void>
}

/** An order as the venue gets it. */
export interface VenueOrderRequest {
  readonly orderId: OrderId
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly type: OrderType
  readonly quantity: Quantity
  readonly limitPrice: Price | undefined
  readonly triggerPrice: Price | undefined
  readonly timeInForce: TimeInForce
  readonly reduceOnly: boolean
}

/** The venue's own word on an order it knows. */
export interface VenueOrderReport {
  readonly orderId: OrderId
  readonly venueOrderId: VenueOrderId
  readonly state: 'working' | 'partiallyFilled' | 'filled' | 'cancelled' | 'rejected' | 'expired'
  readonly reason: string | undefined
  readonly filledQuantity: Quantity
  /** Every execution of this order so far, oldest first. */
  readonly fills: readonly Extract<VenueFact, { kind: 'filled' }>[]
}

export interface VenueAccountReport {
  readonly accountId: AccountId
  readonly currency: string
  readonly cash: Money
  readonly positions: readonly {
    readonly instrumentId: InstrumentId
    readonly quantity: Quantity
    readonly entryPrice: Price
  }[]
}

/** Where orders go. Commands return at once; what came of them arrives as facts. */
export interface TradingVenue extends Disposable {
  readonly venueId: VenueId
  readonly accountId: AccountId
  readonly environment: 'paper' | 'live' | 'replay'
  readonly onFact: Event<VenueFact>
  submit(request: VenueOrderRequest): void
  cancel(orderId: OrderId): void
  /** Only `undefined` means that the venue does not know the order; a failure to ask rejects. */
  queryOrder(orderId: OrderId): Promise<VenueOrderReport | undefined>
  queryOpenOrders(): Promise<readonly VenueOrderReport[]>
  queryAccount(): Promise<VenueAccountReport>
  start(): Promise<void>
  stop(): Promise<void>
  /** The machine has slept: an exchange connects anew and measures how its clock and ours differ. */
  handleWake?(): Promise<void>
}

/** A trading venue of our own that fills orders from market events. */
export interface SimulatedTradingVenue extends TradingVenue {
  /** Matches working orders against the event; called before strategies see it. */
  handleMarketEvent(event: MarketEvent): void
  /** Drops orders and positions and sets cash back to the starting amount; resolves when that is durable. */
  reset(): Promise<VenueAccountReport>
  /** Facts decided and not yet delivered, because they are not durable yet. */
  readonly pending: number
  drained(): Promise<void>
}
