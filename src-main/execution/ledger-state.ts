import type { TimeMs } from '../base/index.ts'
import type {
  EquitySample,
  ExitMove,
  LedgerAccount,
  Money,
  Order,
  OrderId,
  Position,
  TradeId,
  TradingState,
} from '../domain/index.ts'
import type { PositionChange } from './brackets.ts'
import type { HandoverStep } from './handed-brackets.ts'
import type { Leg } from './leg-statuses.ts'
import type { PositionExits } from './moved-exits.ts'
import type { AmendWish, MadeHandover, OriginalTerms } from './ledger-wishes.ts'
import type { BookedFill } from './order-store.ts'
import { NO_FINDINGS, type StoredFindings } from './reconciliation/stored-findings.ts'

/** What execution takes over from earlier runs. */
export interface RestoredOrders {
  /** Open ones, the newest of those that ended, and every entry behind an open position; oldest first. */
  readonly orders: readonly Order[]
  /** Newest first. */
  readonly recentFills: readonly BookedFill[]
  /** Executions of `orders` that are booked. */
  readonly seenTradeIds: readonly { readonly orderId: OrderId; readonly tradeId: TradeId }[]
  /** First number that no order has had. */
  readonly nextOrderNumber: number
  /** Fills since each open position was last flat, oldest first. */
  readonly openChanges: readonly (PositionChange | HandoverStep)[]
  /** Exits that somebody cancelled; they are not placed again. */
  readonly releasedLegs: readonly Leg[]
  /** What was decided about the exits of open positions after their entries were made. */
  readonly movedExits: readonly PositionExits[]
  /** The newest of these decisions, those of ended positions too, oldest first: a repeated one is known by its key. */
  readonly exitMoves: readonly ExitMove[]
  /** Orders on their way out, or gone, for one with other terms that has not been placed yet. */
  readonly replacing: readonly OrderId[]
  /** What amended orders were made with: a repeated wish is compared with that. */
  readonly originalTerms: readonly OriginalTerms[]
  /** The newest amendments that were asked for, oldest first. */
  readonly amendWishes: readonly AmendWish[]
  /** What is known of earlier comparisons with the venue. */
  readonly findings: StoredFindings
}

export interface StoredTradingState {
  readonly state: TradingState
  readonly reason: string
  /** The kill switch was closing positions. */
  readonly killing: boolean
}

export interface StoredTradingDay {
  readonly startMs: TimeMs
  readonly dayStartEquity: number
  readonly dayStartFees: Money
}

export interface OpenedAccount {
  readonly currency: string
  /** Cash at the opening or the last reset. */
  readonly startingCash: Money
  readonly timeMs: TimeMs
}

/** Everything that the ledger knows of one account, as the engine starts from it. */
export interface LedgerState extends RestoredOrders {
  /** Undefined before the account's first start. */
  readonly account: OpenedAccount | undefined
  /** Open ones, and flat ones as they were left. */
  readonly positions: readonly Position[]
  /** Sum of all postings; above zero is a debit. */
  readonly balances: Readonly<Record<LedgerAccount, Money>>
  readonly tradingState: StoredTradingState | undefined
  /** What the newest trading day began with. */
  readonly tradingDay: StoredTradingDay | undefined
  /** Oldest first. */
  readonly equitySamples: readonly EquitySample[]
  readonly lastFactTimeMs: TimeMs | undefined
  /** The newest, oldest first: a repeated one is known by its key. */
  readonly handovers: readonly MadeHandover[]
  /** What the guards of risk remember, as they gave it; undefined before they have. */
  readonly guards: unknown
  /** Ids of the newest entries and transactions beside fills: each is booked once. */
  readonly bookedIds: readonly string[]
}

/** Of a ledger without orders. */
export const EMPTY_LEDGER: RestoredOrders = {
  orders: [],
  recentFills: [],
  seenTradeIds: [],
  nextOrderNumber: 1,
  openChanges: [],
  releasedLegs: [],
  movedExits: [],
  exitMoves: [],
  replacing: [],
  originalTerms: [],
  amendWishes: [],
  findings: NO_FINDINGS,
}
