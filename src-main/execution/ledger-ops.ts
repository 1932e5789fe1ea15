import { ZERO } from '../base/index.ts'
import type {
  AccountId,
  Booking,
  Entry,
  EquitySample,
  Fact,
  Fill,
  JournalRecord,
  Order,
  Position,
  Posting,
  Standing,
} from '../domain/index.ts'
import type { SqlValue } from '../storage/index.ts'
import { exitRowsOf } from './exit-rows.ts'
import type { LedgerStatement } from './ledger-schema.ts'
import { amendmentText, exitPlanText, trailingText } from './ledger-terms.ts'

/** One statement of the ledger with its values. */
export interface LedgerOp {
  readonly statement: LedgerStatement
  readonly params: readonly SqlValue[]
}

/** What a record writes, balances excepted: the fact first, then what is projected from it. */
export function recordOps(accountId: AccountId, record: JournalRecord): LedgerOp[] {
  const { fact, order, fill, booking, endedExits } = record
  const ops = [factOp(accountId, fact), ...exitOps(accountId, fact)]
  if (order) ops.push(...orderOps(fact, order))
  if (fill) ops.push(fillOp(fill, booking))
  if (booking) {
    ops.push(...booking.entries.map(entryOp), ...booking.positions.map(positionOp), ...booking.postings.map(postingOp))
  }
  if (endedExits) ops.push(endExitsOp(accountId, endedExits))
  return ops
}

export function equityOp(accountId: AccountId, { timeMs, equity, cash }: EquitySample): LedgerOp {
  return { statement: 'insertEquitySample', params: [accountId, timeMs, equity, cash] }
}

/** Name of a fact in the table: facts of the venue carry what the venue said. */
export function factKind(fact: Fact): string {
  return fact.kind === 'venue' ? `venue.${fact.fact.kind}` : fact.kind
}

/** Exits decided for a position, one row each, until it ends. */
function exitOps(accountId: AccountId, fact: Fact): LedgerOp[] {
  if (fact.kind === 'accountReset') return [{ statement: 'clearExits', params: [accountId] }]
  if (fact.kind !== 'exitsMoved') return []
  const { instrumentId, owner } = fact.move
  return exitRowsOf(fact.move).map(({ role, price, moved_by, before_order_number }) => ({
    statement: 'upsertExit',
    params: [accountId, instrumentId, owner, role, price, moved_by, before_order_number],
  }))
}

function endExitsOp(accountId: AccountId, { instrumentId, owner }: Standing): LedgerOp {
  return { statement: 'endExits', params: [accountId, instrumentId, owner] }
}

function factOp(accountId: AccountId, fact: Fact): LedgerOp {
  const payload = JSON.stringify(fact)
  return { statement: 'insertFact', params: [fact.timeMs, accountId, factKind(fact), factOrderId(fact), payload] }
}

function factOrderId(fact: Fact): string | null {
  switch (fact.kind) {
    case 'orderIntended':
    case 'orderAdopted':
      return fact.terms.orderId
    case 'orderSubmitted':
    case 'cancelRequested':
    case 'amendRequested':
    case 'orderUnsent':
      return fact.orderId
    case 'venue':
      return fact.fact.orderId
    default:
      return null
  }
}

/** Its terms when it is decided or taken over; from then on what changes. */
function orderOps({ kind }: Fact, order: Order): LedgerOp[] {
  const isNew = kind === 'orderIntended' || kind === 'orderAdopted'
  if (!isNew) return [updateOrderOp(order)]
  return order.state.kind === 'pending' ? [insertOrderOp(order)] : [insertOrderOp(order), updateOrderOp(order)]
}

function insertOrderOp({ terms, updatedAtMs }: Order): LedgerOp {
  return {
    statement: 'insertOrder',
    params: [
      terms.accountId,
      terms.orderId,
      terms.instrumentId,
      terms.owner,
      terms.source,
      terms.role,
      terms.parentOrderId ?? null,
      terms.idempotencyKey,
      terms.side,
      terms.type,
      terms.quantity.toFixed(),
      terms.limitPrice?.toFixed() ?? null,
      terms.triggerPrice?.toFixed() ?? null,
      terms.timeInForce,
      terms.reduceOnly ? 1 : 0,
      terms.stopLossPrice?.toFixed() ?? null,
      terms.takeProfitPrice?.toFixed() ?? null,
      terms.reason,
      terms.createdAtMs,
      trailingText(terms.trailing),
      terms.expireAtMs ?? null,
      terms.postOnly ? 1 : 0,
      terms.handling,
      terms.ocoGroup ?? null,
      exitPlanText(terms.exitPlan),
      terms.positionEffect ?? null,
      terms.awaitsFunds ? 1 : 0,
      updatedAtMs,
    ],
  }
}

function updateOrderOp({ terms, state, ...order }: Order): LedgerOp {
  return {
    statement: 'updateOrder',
    params: [
      state.kind,
      'reason' in state ? state.reason : null,
      state.kind === 'unknown' ? state.command : null,
      state.kind === 'unknown' ? state.sinceMs : null,
      order.venueOrderId ?? null,
      order.filledQuantity.toFixed(),
      order.filledNotional.toFixed(),
      order.updatedAtMs,
      terms.quantity.toFixed(),
      terms.limitPrice?.toFixed() ?? null,
      terms.triggerPrice?.toFixed() ?? null,
      amendmentText(order.amendment),
      terms.accountId,
      terms.orderId,
    ],
  }
}

function fillOp(fill: Fill, booking: Booking | undefined): LedgerOp {
  const realisedPnl = (booking?.entries ?? []).reduce((sum, entry) => sum.add(entry.realisedPnl), ZERO)
  return {
    statement: 'insertFill',
    params: [
      fill.accountId,
      fill.tradeId,
      fill.orderId,
      fill.instrumentId,
      fill.owner,
      fill.side,
      fill.quantity.toFixed(),
      fill.price.toFixed(),
      fill.fee.toFixed(),
      fill.feeCurrency,
      fill.liquidity,
      realisedPnl.toFixed(),
      fill.timeMs,
    ],
  }
}

function entryOp(entry: Entry): LedgerOp {
  return {
    statement: 'insertEntry',
    params: [
      entry.accountId,
      entry.entryId,
      entry.kind,
      entry.instrumentId,
      entry.owner,
      entry.quantity.toFixed(),
      entry.price.toFixed(),
      entry.realisedPnl.toFixed(),
      entry.fee.toFixed(),
      entry.orderId ?? null,
      entry.timeMs,
    ],
  }
}

function positionOp(position: Position): LedgerOp {
  return {
    statement: 'upsertPosition',
    params: [
      position.accountId,
      position.instrumentId,
      position.owner,
      position.quantity.toFixed(),
      position.entryPrice.toFixed(),
      position.realisedPnl.toFixed(),
      position.fees.toFixed(),
      position.openedAtMs,
    ],
  }
}

function postingOp(posting: Posting): LedgerOp {
  return {
    statement: 'insertPosting',
    params: [
      posting.transactionId,
      posting.accountId,
      posting.account,
      posting.currency,
      posting.amount.toFixed(),
      posting.timeMs,
    ],
  }
}
