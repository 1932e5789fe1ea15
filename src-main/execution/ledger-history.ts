import { timeMs, toFloat } from '../base/index.ts'
import {
  type AccountId,
  type Denial,
  type Entry,
  type EntryKind,
  type Fact,
  type InstrumentId,
  money,
  type OrderId,
  type OrderIntent,
  type Owner,
  price,
  quantity,
} from '../domain/index.ts'
import { openDatabase } from '../storage/index.ts'

/** Money that was put in or taken out, signed, in the account's currency. */
export interface LedgerFlow {
  readonly timeMs: number
  readonly amount: number
}

/** All that an account went through, for figures over its whole life. */
export interface LedgerHistory {
  /** Oldest first. */
  readonly entries: readonly Entry[]
  /** Since the account was opened or last reset, oldest first. */
  readonly flows: readonly LedgerFlow[]
  /** The newest orders that risk refused, oldest first. */
  readonly denials: readonly StoredDenial[]
}

/** An order that our own risk check refused. */
export interface StoredDenial {
  readonly intent: Pick<OrderIntent, 'source' | 'owner' | 'instrumentId' | 'side'>
  readonly denial: Denial
  readonly timeMs: number
}

interface EntryRow {
  readonly entry_id: string
  readonly kind: EntryKind
  readonly account_id: AccountId
  readonly instrument_id: InstrumentId
  readonly owner: Owner
  readonly quantity: string
  readonly price: string
  readonly realised_pnl: string
  readonly fee: string
  readonly order_id: OrderId | null
  readonly time_ms: number
}

const ENTRIES = 'SELECT * FROM entries WHERE account_id = ? ORDER BY seq'
/** By time and by order: a reset may change no balance, and one moment may hold a reset and what came before it. */
const FLOWS = `SELECT time_ms AS timeMs, amount FROM postings
  WHERE account_id = ? AND account = 'capital' AND transaction_id LIKE 'adjustment:%'
    AND time_ms >= coalesce(
      (SELECT max(time_ms) FROM facts WHERE account_id = ? AND kind IN ('accountOpened', 'accountReset')), 0)
    AND seq > coalesce(
      (SELECT max(seq) FROM postings WHERE account_id = ? AND transaction_id LIKE 'reset:%'), 0)
  ORDER BY seq`

const KEPT_DENIALS = 500
const DENIALS = `SELECT payload FROM facts WHERE account_id = ? AND kind = 'orderDenied'
  ORDER BY seq DESC LIMIT ${KEPT_DENIALS}`

/** Reads every entry of an account from a ledger that a journal has opened before. */
export function readLedgerHistory({ file, accountId }: { file: string; accountId: AccountId }): LedgerHistory {
  const database = openDatabase({ file, synchronous: 'FULL', readonly: true })
  try {
    const entries = database.prepare<[string], EntryRow>(ENTRIES).all(accountId).map(entryOf)
    const flows = database
      .prepare<[string, string, string], { timeMs: number; amount: string }>(FLOWS)
      .all(accountId, accountId, accountId)
      // What the owner puts in is a credit of the capital.
      .map((row) => ({ timeMs: row.timeMs, amount: 0 - toFloat(money(row.amount)) }))
    const denials = database.prepare<[string], { payload: string }>(DENIALS).all(accountId).map(denialOf).reverse()
    return { entries, flows, denials }
  } finally {
    database.close()
  }
}

function entryOf(row: EntryRow): Entry {
  return {
    entryId: row.entry_id,
    kind: row.kind,
    accountId: row.account_id,
    instrumentId: row.instrument_id,
    owner: row.owner,
    quantity: quantity(row.quantity),
    price: price(row.price),
    realisedPnl: money(row.realised_pnl),
    fee: money(row.fee),
    orderId: row.order_id ?? undefined,
    timeMs: timeMs(row.time_ms),
  }
}

function denialOf({ payload }: { readonly payload: string }): StoredDenial {
  const { intent, denial, timeMs: at } = JSON.parse(payload) as Extract<Fact, { kind: 'orderDenied' }>
  const { quantityThatFits } = denial
  return {
    intent,
    denial: { ...denial, quantityThatFits: quantityThatFits === undefined ? undefined : quantity(quantityThatFits) },
    timeMs: at,
  }
}
