import { describe, expect, it } from 'vitest'
import { isTerminal, type OrderState } from '../domain/index.ts'
import { type Database, migrate, openDatabase } from '../storage/index.ts'
import { IS_OPEN, LEDGER_MIGRATIONS } from './ledger-schema.ts'

const STATES: Readonly<Record<OrderState['kind'], true>> = {
  pending: true,
  submitted: true,
  working: true,
  partiallyFilled: true,
  cancelling: true,
  unknown: true,
  filled: true,
  cancelled: true,
  rejected: true,
  expired: true,
  unsent: true,
}

function newLedger(): Database {
  const database = openDatabase({ file: ':memory:', synchronous: 'NORMAL' })
  migrate(database, LEDGER_MIGRATIONS)
  return database
}

const NUMBERED_TABLES = ['facts', 'orders', 'fills', 'entries', 'postings'] as const
const NUMBERS = [7, 8, 12]

/** Rows in which every column has a value of its own, so that none can take another's place. */
function fill(database: Database, table: string): void {
  const columns = database.prepare<[string], { name: string; type: string }>('SELECT * FROM pragma_table_info(?)')
  const all = columns.all(table)
  const insert = database.prepare(`INSERT INTO ${table} VALUES (${all.map(() => '?').join(', ')})`)
  for (const number of NUMBERS) {
    insert.run(
      all.map(({ name, type }, index) => {
        if (name === 'seq') return number
        return type === 'INTEGER' ? number * 100 + index : JSON.stringify(`${name} ${number}`)
      }),
    )
  }
}

function rowsOf(database: Database, table: string): unknown[] {
  return database.prepare(`SELECT * FROM ${table} ORDER BY seq`).all()
}

/** Indexes and triggers that the schema names. */
function namesOf(database: Database): unknown[] {
  const sql = "SELECT name FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY name"
  return database.prepare(sql).pluck().all()
}

describe('the schema of the ledger', () => {
  it.each(Object.keys(STATES))('takes an order that is %s for open or ended as the engine does', (kind) => {
    const isOpen = newLedger().prepare(`SELECT ${IS_OPEN} FROM (SELECT ? AS state)`).pluck().get(kind)
    expect(isOpen).toBe(isTerminal({ kind } as OrderState) ? 0 : 1)
  })

  it('keeps every row, its number and its guards when its tables are made anew', () => {
    const database = openDatabase({ file: ':memory:', synchronous: 'NORMAL' })
    migrate(database, LEDGER_MIGRATIONS.slice(0, 6))
    for (const table of NUMBERED_TABLES) fill(database, table)
    const before = NUMBERED_TABLES.map((table) => rowsOf(database, table))
    migrate(database, LEDGER_MIGRATIONS.slice(0, 7))
    expect(NUMBERED_TABLES.map((table) => rowsOf(database, table))).toEqual(before)
    expect(namesOf(database)).toEqual([
      'entries_by_position',
      'facts_are_not_changed',
      'facts_are_not_deleted',
      'facts_by_kind',
      'facts_by_order',
      'fills_by_order',
      'orders_by_group',
      'orders_by_parent',
      'orders_open',
    ])
    expect(() => database.exec('DELETE FROM facts')).toThrow(/append-only/)
  })

  it('finds open orders without a look at those that have ended', () => {
    const plan = newLedger()
      .prepare<[string], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT seq FROM orders WHERE account_id = ? AND ${IS_OPEN}`,
      )
      .all('main')
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('INDEX orders_open (account_id=?)')])
  })
})
