import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What the engine's journal has of orders and fills, read from its file with code of its own. */
export interface JournalEvents {
  /** Ids of the orders that changed, in order. */
  readonly orders: readonly string[]
  /** Ids of the fills, in order. */
  readonly fills: readonly string[]
  /** State of each of these orders now. */
  readonly states: ReadonlyMap<string, string>
}

/** Where the journal stands: rows after it are newer. */
export interface JournalMark {
  readonly fact: number
  readonly fill: number
}

export function journalMark(home: string): JournalMark {
  return reading(home, (ledger) => ({ fact: newest(ledger, 'facts'), fill: newest(ledger, 'fills') }))
}

/** A denied order is a fact, too, and no change of an order. */
export function journalSince(home: string, { fact, fill }: JournalMark): JournalEvents {
  return reading(home, (ledger) => ({
    orders: texts(
      ledger,
      `SELECT order_id FROM facts WHERE seq > ${fact} AND order_id IS NOT NULL AND kind <> 'orderDenied' ORDER BY seq`,
    ),
    fills: texts(ledger, `SELECT trade_id FROM fills WHERE seq > ${fill} ORDER BY seq`),
    states: new Map(
      ledger
        .prepare('SELECT order_id, state FROM orders')
        .all()
        .map((row) => [String(row['order_id']), String(row['state'])]),
    ),
  }))
}

function reading<Result>(home: string, read: (ledger: DatabaseSync) => Result): Result {
  const ledger = new DatabaseSync(join(home, 'ledger.db'), { readOnly: true })
  try {
    return read(ledger)
  } finally {
    ledger.close()
  }
}

function newest(ledger: DatabaseSync, table: 'facts' | 'fills'): number {
  return Number(ledger.prepare(`SELECT coalesce(max(seq), 0) AS seq FROM ${table}`).get()?.['seq'])
}

/** The first column of every row. */
function texts(ledger: DatabaseSync, sql: string): string[] {
  return ledger
    .prepare(sql)
    .all()
    .map((row) => String(Object.values(row)[0]))
}
