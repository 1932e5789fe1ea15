import type Database from 'better-sqlite3'
import { type LedgerBook, LedgerReader } from '../../faults/rig/ledger-book.ts'

const FACT_TABLES = [
  'facts',
  'orders',
  'fills',
  'entries',
  'positions',
  'position_exits',
  'postings',
  'balances',
] as const

/** Looks into a ledger beside the engine that writes it. */
export class LedgerView {
  readonly #reader: LedgerReader
  readonly #tables: readonly Database.Statement[]
  readonly #unknown: Database.Statement

  constructor(database: Database.Database) {
    this.#reader = new LedgerReader(database)
    this.#tables = FACT_TABLES.map((table) => database.prepare(`SELECT '${table}', * FROM ${table}`).raw())
    this.#unknown = database.prepare("SELECT count(DISTINCT order_id) FROM facts WHERE kind = 'venue.unknown'").pluck()
  }

  book(): LedgerBook {
    return this.#reader.book()
  }

  /** Every row of the tables of facts and of what is projected from them, a line each. */
  factTables(): string {
    return this.#tables.flatMap((table) => table.all().map((row) => JSON.stringify(row))).join('\n')
  }

  /** Orders of which nobody knew for a while what had become of a command. */
  unknownOrders(): number {
    return Number(this.#unknown.get())
  }
}
