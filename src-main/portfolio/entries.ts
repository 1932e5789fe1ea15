import { ensureNever, type TimeMs, ZERO } from '../base/index.ts'
import type {
  Adjustment,
  Entry,
  Fill,
  Handover,
  InstrumentId,
  LedgerAccount,
  Money,
  Owner,
  Position,
  Price,
  Quantity,
} from '../domain/index.ts'
import type { SettledFill } from './fee-settlement.ts'

const NO_MONEY = ZERO as Money

export function fillEntry(fill: Fill, { quantity, fee }: SettledFill, realisedPnl: Money): Entry {
  const { accountId, instrumentId, owner, price, orderId, timeMs } = fill
  return {
    entryId: `fill:${fill.tradeId}`,
    kind: 'fill',
    accountId,
    instrumentId,
    owner,
    quantity,
    price,
    realisedPnl,
    fee,
    orderId,
    timeMs,
  }
}

/** Drops a position at its entry price. */
export function dropEntry(position: Position, transactionId: string, timeMs: TimeMs): Entry {
  const { accountId, instrumentId, owner, quantity, entryPrice } = position
  return {
    entryId: `${transactionId}:${instrumentId}:${owner}`,
    kind: 'reset',
    accountId,
    instrumentId,
    owner,
    quantity: quantity.neg() as Quantity,
    price: entryPrice,
    realisedPnl: NO_MONEY,
    fee: NO_MONEY,
    orderId: undefined,
    timeMs,
  }
}

/** Also the id of the transaction in the ledger. */
export function adjustmentEntryId(adjustmentId: string): string {
  return `adjustment:${adjustmentId}`
}

/** Where the cash of an adjustment came from or went: the other leg of its transaction. */
export function counterAccount(kind: Adjustment['kind']): Exclude<LedgerAccount, 'cash' | 'realisedPnl'> {
  switch (kind) {
    case 'liquidation':
    case 'adl':
    case 'dust':
      return 'fees'
    case 'funding':
      return 'funding'
    case 'adopted':
    case 'transfer':
      return 'capital'
    default:
      return ensureNever(kind, 'kind of adjustment')
  }
}

/** What an adjustment takes out of cash as a fee of the position; a funding payment is none. */
export function adjustmentFee({ kind, cash }: Adjustment): Money {
  return counterAccount(kind) === 'fees' ? (ZERO.sub(cash) as Money) : NO_MONEY
}

/** An adjustment of an instrument, with what it realised. */
export interface InstrumentAdjustment extends Adjustment {
  readonly accountId: Entry['accountId']
  readonly instrumentId: InstrumentId
  readonly realisedPnl: Money
}

/** `fee` of a funding entry is what was paid, below zero what was received: an entry has no other place for it. */
export function adjustmentEntry(adjustment: InstrumentAdjustment): Entry {
  const { kind, accountId, instrumentId, owner, quantity, price, cash, realisedPnl, timeMs } = adjustment
  return {
    entryId: adjustmentEntryId(adjustment.adjustmentId),
    kind,
    accountId,
    instrumentId,
    owner,
    quantity,
    price,
    realisedPnl,
    fee: kind === 'funding' ? (ZERO.sub(cash) as Money) : adjustmentFee(adjustment),
    orderId: undefined,
    timeMs,
  }
}

export function handoverEntryId(handoverId: string, end: 'from' | 'to'): string {
  return `handover:${handoverId}:${end}`
}

/** One end of a handover at the giver's average price; `quantity` is signed as that end's position changes. */
export interface HandoverEnd {
  readonly accountId: Entry['accountId']
  readonly end: 'from' | 'to'
  readonly owner: Owner
  readonly quantity: Quantity
  readonly price: Price
}

export function handoverEntry({ handoverId, instrumentId, timeMs }: Handover, side: HandoverEnd): Entry {
  const { accountId, end, owner, quantity, price } = side
  return {
    entryId: handoverEntryId(handoverId, end),
    kind: 'handover',
    accountId,
    instrumentId,
    owner,
    quantity,
    price,
    realisedPnl: NO_MONEY,
    fee: NO_MONEY,
    orderId: undefined,
    timeMs,
  }
}
