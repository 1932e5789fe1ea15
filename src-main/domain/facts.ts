import type { TradingStateValue } from '../../src-contract/index.ts'
import type { TimeMs } from '../base/index.ts'
import type { ExitMove, Standing } from './exits.ts'
import type { AccountId, InstrumentId, OrderId, TradeId, VenueOrderId } from './ids.ts'
import type { OrderIntent } from './intent.ts'
import type { Money, Price, Quantity } from './money.ts'
import type { AmendableTerms, Fill, Order, OrderTerms, VenueCommand } from './order.ts'
import type { Adjustment, Booking, Handover } from './portfolio.ts'

export type TradingState = TradingStateValue

/** A refusal by our own risk check, with its numbers. */
export interface Denial {
  readonly code: string
  readonly message: string
  readonly measured: number
  readonly limit: number
  readonly unit: string
  readonly quantityThatFits: Quantity | undefined
}

/**
 * Why a venue refuses an order, where it says so by a code that stands for every order in the instrument. `permission`: the key may
 * not trade it. `rules`: the terms contradict the venue's rules for it, so that ours are out of date.
 */
export type RejectionCause = 'permission' | 'rules'

/** What a trading venue says about an order. It comes after the command returned, never inside the call. */
export type VenueFact =
  | {
      readonly kind: 'accepted'
      readonly orderId: OrderId
      readonly venueOrderId: VenueOrderId
      readonly timeMs: TimeMs
    }
  | {
      readonly kind: 'rejected'
      readonly orderId: OrderId
      readonly reason: string
      /** Absent: it concerns this order alone. */
      readonly cause?: RejectionCause
      readonly timeMs: TimeMs
    }
  | {
      readonly kind: 'filled'
      readonly orderId: OrderId
      readonly tradeId: TradeId
      readonly quantity: Quantity
      readonly price: Price
      readonly fee: Money
      readonly feeCurrency: string
      readonly liquidity: 'maker' | 'taker'
      readonly timeMs: TimeMs
    }
  | { readonly kind: 'cancelled'; readonly orderId: OrderId; readonly reason: string; readonly timeMs: TimeMs }
  | { readonly kind: 'expired'; readonly orderId: OrderId; readonly reason: string; readonly timeMs: TimeMs }
  /** A cancel that came too late or named an order the venue does not know. */
  | { readonly kind: 'cancelRejected'; readonly orderId: OrderId; readonly reason: string; readonly timeMs: TimeMs }
  /** The order stands with these terms from here on. */
  | ({ readonly kind: 'amended'; readonly orderId: OrderId; readonly timeMs: TimeMs } & AmendableTerms)
  | { readonly kind: 'amendRejected'; readonly orderId: OrderId; readonly reason: string; readonly timeMs: TimeMs }
  /** Nobody can tell whether the venue has taken the command: no answer, a server error, a lost connection, an answer that makes no sense. */
  | {
      readonly kind: 'unknown'
      readonly orderId: OrderId
      readonly command: VenueCommand
      readonly reason: string
      readonly timeMs: TimeMs
    }

/** Everything that happened to orders and money, in order: the append-only `facts` table. */
export type Fact =
  | {
      readonly kind: 'accountOpened'
      readonly accountId: AccountId
      readonly currency: string
      readonly cash: Money
      readonly timeMs: TimeMs
    }
  /** Paper only: positions dropped, cash set back. */
  | {
      readonly kind: 'accountReset'
      readonly accountId: AccountId
      readonly currency: string
      readonly cash: Money
      readonly timeMs: TimeMs
    }
  | { readonly kind: 'orderDenied'; readonly intent: OrderIntent; readonly denial: Denial; readonly timeMs: TimeMs }
  /** Outbox: once this is stored the order may be sent. */
  | { readonly kind: 'orderIntended'; readonly terms: OrderTerms; readonly timeMs: TimeMs }
  | { readonly kind: 'orderSubmitted'; readonly orderId: OrderId; readonly timeMs: TimeMs }
  | { readonly kind: 'cancelRequested'; readonly orderId: OrderId; readonly reason: string; readonly timeMs: TimeMs }
  | ({
      readonly kind: 'amendRequested'
      readonly orderId: OrderId
      /** The caller's name for this wish: the same key twice is the same change once. */
      readonly idempotencyKey?: string
      readonly timeMs: TimeMs
    } & AmendableTerms)
  | { readonly kind: 'orderUnsent'; readonly orderId: OrderId; readonly reason: string; readonly timeMs: TimeMs }
  /** An order that was found at the venue is ours from here on. */
  | { readonly kind: 'orderAdopted'; readonly terms: OrderTerms; readonly timeMs: TimeMs }
  /** A position or cash changed without an order of ours. */
  | {
      readonly kind: 'adjusted'
      readonly accountId: AccountId
      readonly adjustment: Adjustment
      readonly timeMs: TimeMs
    }
  /** Part of a position has another owner from here on. */
  | {
      readonly kind: 'handedOver'
      readonly accountId: AccountId
      readonly handover: Handover
      readonly timeMs: TimeMs
    }
  /** A difference between ledger and venue was looked at by a person, who lets it be. */
  | {
      readonly kind: 'differenceIgnored'
      readonly accountId: AccountId
      readonly differenceId: string
      readonly reason: string
      readonly timeMs: TimeMs
    }
  /** Nothing may be opened on this instrument; `reason` undefined: it may be again. */
  | {
      readonly kind: 'quarantined'
      readonly accountId: AccountId
      readonly instrumentId: InstrumentId
      /** Tells apart what holds the same instrument for several reasons; absent: a person's word. */
      readonly cause?: string
      readonly reason: string | undefined
      readonly timeMs: TimeMs
    }
  /** What the guards of risk remember, whole; opaque here. */
  | {
      readonly kind: 'guardsChanged'
      readonly accountId: AccountId
      readonly guards: unknown
      readonly timeMs: TimeMs
    }
  | { readonly kind: 'venue'; readonly fact: VenueFact; readonly timeMs: TimeMs }
  /** The exits of a position were decided anew, over what its entries were made with. */
  | { readonly kind: 'exitsMoved'; readonly accountId: AccountId; readonly move: ExitMove; readonly timeMs: TimeMs }
  | {
      readonly kind: 'tradingState'
      readonly state: TradingState
      readonly reason: string
      readonly killing: boolean
      readonly timeMs: TimeMs
    }
  /** A trading day began: profit today and the daily loss are counted from here. */
  | {
      readonly kind: 'dayStarted'
      readonly accountId: AccountId
      readonly startMs: TimeMs
      readonly dayStartEquity: number
      readonly dayStartFees: Money
      readonly timeMs: TimeMs
    }

/** One fact with everything it changes; stored as one transaction. */
export interface JournalRecord {
  readonly fact: Fact
  readonly order?: Order
  readonly fill?: Fill
  readonly booking?: Booking
  /** Whose position ended by this fact, and with it the exits that had been decided for it. */
  readonly endedExits?: Standing
}

/**
 * Durable, ordered record of facts. `onStored` runs on the engine's event loop after the record is on disk,
 * in the order of the appends. A failed write reaches `onFailed` of the implementation, never `onStored`.
 */
export interface Journal {
  append(record: JournalRecord, onStored: () => void): void
  /** Records handed over and not yet stored. */
  readonly pending: number
  /** Resolves once everything handed over so far is stored and acknowledged. */
  drained(): Promise<void>
  close(): Promise<void>
}

/** One point of the equity curve. */
export interface EquitySample {
  readonly timeMs: TimeMs
  readonly equity: number
  readonly cash: number
}
