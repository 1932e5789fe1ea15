import type Database from 'better-sqlite3'
import { type LedgerBook, LedgerReader } from '../../faults/rig/ledger-book.ts'

/** What guards have measured is left out: they measure the first price after a start too. */
const FACTS = "SELECT 'facts', time_ms, kind, order_id, payload FROM facts WHERE kind <> 'guardsChanged' ORDER BY seq"
const PROJECTED = ['orders', 'fills', 'entries', 'positions', 'position_exits', 'postings', 'balances'] as const

/** Looks into a ledger beside the engine that writes it. */
export class LedgerView {
  readonly #reader: LedgerReader
  readonly #tables: readonly Database.Statement[]
  readonly #unknown: Database.Statement
  readonly #unsent: Database.Statement

  constructor(database: Database.Database) {
    this.#reader = new LedgerReader(database)
    const projected = PROJECTED.map((table) => `SELECT '${table}', * FROM ${table}`)
    this.#tables = [FACTS, ...projected].map((sql) => database.prepare(sql).raw())
    this.#unknown = database.prepare("SELECT count(DISTINCT order_id) FROM facts WHERE kind = 'venue.unknown'").pluck()
    this.#unsent = database.prepare("SELECT DISTINCT order_id FROM facts WHERE kind = 'orderUnsent'").pluck()
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

  /** Orders of which the ledger has said that the venue never saw them, whatever it says by now. */
  calledUnsent(): string[] {
    return this.#unsent.all() as string[]
  }
}
