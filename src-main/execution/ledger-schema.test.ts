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

describe('the schema of the ledger', () => {
  it.each(Object.keys(STATES))('takes an order that is %s for open or ended as the engine does', (kind) => {
    const isOpen = newLedger().prepare(`SELECT ${IS_OPEN} FROM (SELECT ? AS state)`).pluck().get(kind)
    expect(isOpen).toBe(isTerminal({ kind } as OrderState) ? 0 : 1)
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
