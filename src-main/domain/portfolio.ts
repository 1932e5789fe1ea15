import type { TimeMs } from '../base/index.ts'
import type { AccountId, InstrumentId, OrderId, Owner } from './ids.ts'
import type { Money, Price, Quantity } from './money.ts'

/** Why a position's quantity changed. A position is the sum of its entries. */
export type EntryKind =
  | 'fill'
  | 'reset'
  /** Found at the venue and taken over. */
  | 'adopted'
  /** Closed by the venue, because margin ran out. */
  | 'liquidation'
  /** Closed by the venue against a liquidation on the other side (auto-deleveraging). */
  | 'adl'
  /** Paid or received for holding a perpetual; moves cash, not the quantity. */
  | 'funding'
  /** Moved in or out of the account. */
  | 'transfer'
  /** A remainder that is too small to be sold. */
  | 'dust'
  /** Given to another owner. */
  | 'handover'

/** A change of position or cash that no order of ours made. The same id is booked once. */
export interface Adjustment {
  /** Deterministic: venue and cause always give the same id. */
  readonly adjustmentId: string
  readonly kind: Exclude<EntryKind, 'fill' | 'reset' | 'handover'>
  /** Undefined where only cash moves. */
  readonly instrumentId: InstrumentId | undefined
  readonly owner: Owner
  /** Signed change of the position; zero where only cash moves. */
  readonly quantity: Quantity
  /** Price at which the quantity changed. */
  readonly price: Price
  /** Signed change of cash beyond what closing the quantity at the price realises: a transfer, a funding payment, minus a fee. */
  readonly cash: Money
  readonly reason: string
  readonly timeMs: TimeMs
}

/** Part of one owner's position goes to another one, at the average price it stands at. Nothing is realised. */
export interface Handover {
  readonly handoverId: string
  readonly instrumentId: InstrumentId
  readonly from: Owner
  readonly to: Owner
  /** Signed, of the giver's sign. */
  readonly quantity: Quantity
  /** The exits that go along, as execution keeps them; opaque here. */
  readonly exits?: unknown
  readonly timeMs: TimeMs
}

export interface Entry {
  /** Deterministic: the same cause always gives the same id, so it is booked once. */
  readonly entryId: string
  readonly kind: EntryKind
  readonly accountId: AccountId
  readonly instrumentId: InstrumentId
  readonly owner: Owner
  /** Signed: above zero buys. */
  readonly quantity: Quantity
  readonly price: Price
  /** Profit this entry realised against the average entry price, before fees. */
  readonly realisedPnl: Money
  readonly fee: Money
  readonly orderId: OrderId | undefined
  readonly timeMs: TimeMs
}

/** Holding of one owner in one instrument of one account. Flat ones have quantity zero. */
export interface Position {
  readonly accountId: AccountId
  readonly instrumentId: InstrumentId
  readonly owner: Owner
  /** Signed: above zero is long. */
  readonly quantity: Quantity
  /** Average price of the open quantity; zero when flat. */
  readonly entryPrice: Price
  /** Since it was last flat, before fees. */
  readonly realisedPnl: Money
  /** Paid since it was last flat. */
  readonly fees: Money
  /** When it last left flat. */
  readonly openedAtMs: TimeMs
}

/** Accounts of the ledger, per currency. Cash is what the venue holds for us; the others say where it came from or went. */
export type LedgerAccount = 'cash' | 'capital' | 'realisedPnl' | 'fees' | 'funding'

/** One leg of a transaction; the legs of one transaction sum to zero per currency. */
export interface Posting {
  readonly transactionId: string
  readonly accountId: AccountId
  readonly account: LedgerAccount
  readonly currency: string
  /** Above zero is a debit. */
  readonly amount: Money
  readonly timeMs: TimeMs
}

/** What one fact changes in the books; everything of it is stored in one transaction. */
export interface Booking {
  readonly entries: readonly Entry[]
  readonly positions: readonly Position[]
  readonly postings: readonly Posting[]
}

export function positionKey(accountId: AccountId, instrumentId: InstrumentId, owner: Owner): string {
  return `${accountId}|${instrumentId}|${owner}`
}
