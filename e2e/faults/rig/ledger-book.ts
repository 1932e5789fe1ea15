import type Database from 'better-sqlite3'
import { withDatabase } from './sqlite-file.ts'

/** Rows of `ledger.db`, read with queries of the judge's own. Amounts are decimal text. */
export interface LedgerOrder {
  readonly order_id: string
  readonly state: string
  readonly role: string
  readonly owner: string
  readonly idempotency_key: string
  readonly instrument_id: string
  readonly side: string
  readonly type: string
  readonly quantity: string
  readonly filled_quantity: string
  readonly limit_price: string | null
  readonly trigger_price: string | null
  readonly handling?: string
  readonly parent_order_id: string | null
}
export interface LedgerFill {
  readonly trade_id: string
  readonly order_id: string
  readonly instrument_id: string
  readonly side: string
  readonly quantity: string
  readonly price: string
  readonly fee: string
  readonly fee_currency: string
}
export interface LedgerPosition {
  readonly instrument_id: string
  readonly owner: string
  readonly quantity: string
  readonly entry_price: string
}
export interface LedgerPosting {
  readonly transaction_id: string
  readonly account: string
  readonly currency: string
  readonly amount: string
}
export interface LedgerEntry {
  readonly entry_id: string
  readonly kind: string
  readonly instrument_id: string
  readonly owner: string
  readonly quantity: string
  readonly order_id: string | null
}
export interface LedgerBalance {
  readonly account: string
  readonly currency: string
  readonly amount: string
}

export interface LedgerBook {
  readonly orders: readonly LedgerOrder[]
  readonly fills: readonly LedgerFill[]
  readonly positions: readonly LedgerPosition[]
  readonly postings: readonly LedgerPosting[]
  readonly entries: readonly LedgerEntry[]
  readonly balances: readonly LedgerBalance[]
  readonly facts: number
}

export function readLedgerBook(file: string): LedgerBook {
  return withDatabase(file, (database) => new LedgerReader(database).book())
}

/** Reads one ledger again and again. */
export class LedgerReader {
  readonly #tables: Readonly<Record<keyof LedgerBook, Database.Statement>>

  constructor(database: Database.Database) {
    const all = (table: string): Database.Statement => database.prepare(`SELECT * FROM ${table}`)
    this.#tables = {
      orders: all('orders'),
      fills: all('fills'),
      positions: all('positions'),
      postings: all('postings'),
      entries: all('entries'),
      balances: all('balances'),
      facts: database.prepare('SELECT count(*) AS count FROM facts'),
    }
  }

  book(): LedgerBook {
    const { orders, fills, positions, postings, entries, balances, facts } = this.#tables
    return {
      orders: orders.all() as LedgerOrder[],
      fills: fills.all() as LedgerFill[],
      positions: positions.all() as LedgerPosition[],
      postings: postings.all() as LedgerPosting[],
      entries: entries.all() as LedgerEntry[],
      balances: balances.all() as LedgerBalance[],
      facts: (facts.get() as { count: number }).count,
    }
  }
}
