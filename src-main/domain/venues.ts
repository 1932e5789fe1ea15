import type { TradingEnvironment } from '../../src-contract/index.ts'
import type { Clock, Disposable, Event, TimeMs } from '../base/index.ts'
import type { VenueFact } from './facts.ts'
import type { AccountId, InstrumentId, OrderId, VenueId, VenueOrderId } from './ids.ts'
import type { Candle, CandleRange, Instrument, MarketEvent } from './market.ts'
import type { Money, Price, Quantity } from './money.ts'
import type { Adjustment } from './portfolio.ts'
import type { AmendableTerms, OrderTerms, OrderType, Side, TimeInForce } from './order.ts'

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
  /** Reads rules and statuses anew, and tells what has changed; absent where they never change behind our back. */
  refreshInstruments?(): Promise<void>
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

/** What a trading venue does by itself; the engine emulates the rest. */
export interface VenueCapabilities {
  readonly orderTypes: readonly OrderType[]
  readonly timesInForce: readonly TimeInForce[]
  readonly postOnly: boolean
  readonly reduceOnly: boolean
  /** An order that sells a holding keeps what it sells from every other order, so that two exits cannot both stand there. */
  readonly locksHoldings: boolean
  /** Changes a working order in place, so that its protection has no gap. */
  readonly amend: boolean
  /** Of which types {@link amend} holds; absent: of all that it takes. */
  readonly amendableTypes?: readonly OrderType[]
  /** Longest time after its sending that the venue still takes a request: one that it does not know later never arrived. */
  readonly requestLifetimeMs: number
}

/** True where the venue changes an order of that type in place. */
export function changesInPlace({ amend, amendableTypes }: VenueCapabilities, type: OrderType): boolean {
  return amend && (amendableTypes === undefined || amendableTypes.includes(type))
}

/** An order as the venue gets it. */
export interface VenueOrderRequest
  extends Pick<
    OrderTerms,
    | 'orderId'
    | 'instrumentId'
    | 'side'
    | 'type'
    | 'quantity'
    | 'limitPrice'
    | 'triggerPrice'
    | 'trailing'
    | 'timeInForce'
    | 'expireAtMs'
    | 'postOnly'
    | 'reduceOnly'
    | 'positionEffect'
  > {}

/** Other terms for a working order; quantity is the whole, what has filled included. */
export interface VenueAmendRequest extends AmendableTerms {
  readonly orderId: OrderId
  readonly instrumentId: InstrumentId
}

/** One execution as the venue lists it. */
export type VenueFill = Extract<VenueFact, { kind: 'filled' }>

/** The venue's own word on an order it knows, ours or not. */
export interface VenueOrderReport
  extends Pick<
    VenueOrderRequest,
    'orderId' | 'instrumentId' | 'side' | 'quantity' | 'limitPrice' | 'triggerPrice' | 'reduceOnly'
  > {
  readonly type: OrderType
  readonly venueOrderId: VenueOrderId
  readonly state: 'working' | 'partiallyFilled' | 'filled' | 'cancelled' | 'rejected' | 'expired'
  readonly reason: string | undefined
  readonly filledQuantity: Quantity
  /** Every execution of this order so far, oldest first. */
  readonly fills: readonly VenueFill[]
}

/** One execution of the account, of our orders and of those placed elsewhere. */
export interface VenueExecution extends VenueFill {
  readonly instrumentId: InstrumentId
  readonly side: Side
}

/** `cross`: all cash of the account stands behind the position. `isolated`: only what was set aside for it. */
export type MarginMode = 'cross' | 'isolated'

/** How the venue margins a position. */
export interface VenueMargin {
  readonly mode: MarginMode
  /** Value of the position per money of initial margin. */
  readonly leverage: number
  /** Share of the position's value that must stay as margin, what comes off by tiers included. */
  readonly maintenanceFraction: number
}

/** A position as the venue has it: its net, or one side of it where the venue keeps long and short apart. */
export interface VenuePosition {
  readonly instrumentId: InstrumentId
  /** Signed. */
  readonly quantity: Quantity
  readonly entryPrice: Price
  /** Mark price at which it would be liquidated; absent where there is none. */
  readonly liquidationPrice?: Price
  /** Absent on spot. */
  readonly margin?: VenueMargin
}

export interface VenueBalance {
  readonly currency: string
  readonly total: Money
  /** Bound by working orders. */
  readonly reserved: Money
}

export interface VenueAccountReport {
  readonly accountId: AccountId
  readonly currency: string
  readonly cash: Money
  readonly positions: readonly VenuePosition[]
  /** Of every currency; absent where the venue keeps only {@link cash}. */
  readonly balances?: readonly VenueBalance[]
}

/** A change of position or cash that the venue made by itself, or somebody elsewhere. The same id is told once or again, never another. */
export interface VenueAdjustment extends Omit<Adjustment, 'kind' | 'owner'> {
  readonly kind: 'liquidation' | 'adl' | 'funding' | 'transfer'
}

/** Whether the venue's facts reach us. */
export type VenueConnection =
  | { readonly kind: 'connected'; readonly timeMs: TimeMs }
  /** From here on facts may have been missed: the venue has to be asked. */
  | { readonly kind: 'interrupted'; readonly reason: string; readonly timeMs: TimeMs }

/** Whether the account has one position an instrument, or a long and a short one side by side. */
export type PositionMode = 'oneWay' | 'hedge'

/** True where the account is kept by somebody else, who goes on while this program does not run. */
export function isAtExchange(environment: TradingEnvironment): environment is 'testnet' | 'live' {
  return environment === 'testnet' || environment === 'live'
}

/** Where orders go. Commands return at once; what came of them arrives as facts. */
export interface TradingVenue extends Disposable {
  readonly venueId: VenueId
  readonly accountId: AccountId
  readonly environment: TradingEnvironment
  readonly capabilities: VenueCapabilities
  /** How the account counts positions, as far as it is known; absent where the venue knows one way only. */
  readonly positionMode?: PositionMode | undefined
  /** Tells the account at the venue apart from any other, without telling its key. */
  readonly fingerprint: string
  readonly onFact: Event<VenueFact>
  readonly onAdjustment: Event<VenueAdjustment>
  /** The stream of facts was interrupted, or is there again. A venue that cannot lose facts never fires it. */
  readonly onConnection: Event<VenueConnection>
  submit(request: VenueOrderRequest): void
  /** Only where {@link VenueCapabilities.amend} says so. */
  amend(request: VenueAmendRequest): void
  cancel(orderId: OrderId): void
  /** Only `undefined` means that the venue does not know the order; a failure to ask rejects. */
  queryOrder(orderId: OrderId, instrumentId: InstrumentId): Promise<VenueOrderReport | undefined>
  /** Of one instrument, or of all. Orders placed elsewhere are among them. */
  queryOpenOrders(instrumentId?: InstrumentId): Promise<readonly VenueOrderReport[]>
  /** Executions since that time, oldest first, as far back as the venue keeps them. */
  queryFills(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]>
  /** What the venue did to the account by itself since that time, oldest first. */
  queryAdjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]>
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

/** True for a venue that lives in this program. */
export function isSimulated(venue: TradingVenue): venue is SimulatedTradingVenue {
  return 'handleMarketEvent' in venue
}
