import { once } from 'node:events'
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import type { Journal } from '../domain/index.ts'
import { openDatabase } from '../storage/index.ts'
import { loadLedger } from './ledger-load.ts'
import { MemoryJournal } from './memory-journal.ts'
import { SqliteJournal } from './sqlite-journal.ts'
import { LedgerFile } from './testing/ledger-file.ts'
import { filledRecord, intendedRecord, openedRecord } from './testing/records.ts'
import { ACCOUNT } from './testing/terms.ts'

const DAY_MS = 86_400_000
let file: LedgerFile
beforeEach(() => {
  file = new LedgerFile()
})
afterEach(() => file.dispose())

const fail = (error: Error): void => {
  throw error
}

const openSqlite = (): Promise<SqliteJournal> =>
  SqliteJournal.open({ file: file.path, accountId: ACCOUNT, onFailed: fail })

describe.each<[string, () => Promise<Journal>]>([
  ['in memory', () => Promise.resolve(new MemoryJournal())],
  ['on disk', openSqlite],
])('a journal %s', (_name, open) => {
  let journal: Journal
  beforeEach(async () => {
    journal = await open()
  })
  afterEach(() => journal.close())

  it('acknowledges each record once, in the order of the appends', async () => {
    const stored: number[] = []
    for (let number = 1; number <= 20; number++) journal.append(intendedRecord(number), () => stored.push(number))
    await journal.drained()
    expect(stored).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  it('runs an acknowledgement never inside another, and those appended by one after it', async () => {
    const steps: string[] = []
    journal.append(intendedRecord(1), () => {
      steps.push('first begins')
      journal.append(intendedRecord(2), () => steps.push('second'))
      steps.push('first ends')
    })
    await journal.drained()
    await journal.drained()
    expect(steps).toEqual(['first begins', 'first ends', 'second'])
  })

  it('has nothing pending once it is drained', async () => {
    journal.append(openedRecord(), () => undefined)
    await journal.drained()
    expect(journal.pending).toBe(0)
  })

  it('resolves at once where nothing was appended', async () => {
    await expect(journal.drained()).resolves.toBeUndefined()
  })
})

describe('the journal in memory', () => {
  it('counts records by kind', () => {
    const journal = new MemoryJournal()
    journal.append(openedRecord(), () => undefined)
    journal.append(intendedRecord(1), () => undefined)
    journal.append(intendedRecord(2), () => undefined)
    expect([journal.count('orderIntended'), journal.count('accountOpened'), journal.stored]).toEqual([2, 1, 3])
  })

  it('goes on after an acknowledgement that throws, and lets the caller know', () => {
    const journal = new MemoryJournal()
    const stored: number[] = []
    expect(() =>
      journal.append(intendedRecord(1), () => {
        journal.append(intendedRecord(2), () => stored.push(2))
        throw new Error('broken')
      }),
    ).toThrow('broken')
    journal.append(intendedRecord(3), () => stored.push(3))
    expect(stored).toEqual([2, 3])
  })
})

describe('the journal on disk', () => {
  it('is not done before the disk is', async () => {
    const journal = await openSqlite()
    let isStored = false
    journal.append(intendedRecord(1), () => {
      isStored = true
    })
    expect([isStored, journal.pending]).toEqual([false, 1])
    await journal.close()
    expect(isStored).toBe(true)
  })

  it('keeps nobody waiting for a point of the equity curve, until very many wait', async () => {
    const journal = await openSqlite()
    const addPoints = (count: number): void => {
      for (let point = 0; point < count; point++) {
        journal.appendEquity({ timeMs: timeMs(point * 60_000), equity: 1, cash: 1 })
      }
    }
    addPoints(60)
    const ofPoints = journal.pending
    journal.append(intendedRecord(1), () => undefined)
    const withRecord = journal.pending
    addPoints(20)
    expect([ofPoints, withRecord, journal.pending]).toEqual([0, 1, 21])
    await journal.drained()
    expect(journal.pending).toBe(0)
    await journal.close()
  })

  it('stores a fact with everything it changes, and gives it back', async () => {
    const journal = await openSqlite()
    journal.append(openedRecord(), () => undefined)
    journal.append(intendedRecord(1), () => undefined)
    journal.append(filledRecord(1, 't-1', { after: 1 }), () => undefined)
    journal.appendEquity({ timeMs: 60_000 as never, equity: 999.9, cash: 999.9 })
    await journal.close()
    const ledger = loadLedger({ file: file.path, accountId: ACCOUNT })
    expect(ledger.account).toMatchObject({ currency: 'USDT', timeMs: 500 })
    expect(ledger.account?.startingCash.toFixed()).toBe('1000')
    expect(ledger.orders.map(({ terms, state }) => [terms.orderId, state.kind])).toEqual([['wh-1', 'filled']])
    expect(ledger.positions.map(({ quantity }) => quantity.toFixed())).toEqual(['1'])
    expect(ledger.balances.cash.toFixed()).toBe('999.9')
    expect(ledger.balances.fees.toFixed()).toBe('0.1')
    expect(ledger.equitySamples).toEqual([{ timeMs: 60_000, equity: 999.9, cash: 999.9 }])
    expect(ledger.recentFills.map(({ fill }) => fill.tradeId)).toEqual(['t-1'])
  })

  it('notes which samples of equity stand for their hour with the first one of a run and of each day', async () => {
    const keptDays = (): number[] => {
      const database = openDatabase({ file: file.path, synchronous: 'FULL', readonly: true })
      const sql = `SELECT DISTINCT time_ms / ${DAY_MS} FROM equity_kept ORDER BY 1`
      const days = database.prepare<[], number>(sql).pluck().all()
      database.close()
      return days
    }
    const first = await openSqlite()
    const sample = (day: number, hour: number) => ({
      timeMs: timeMs(day * DAY_MS + hour * 3_600_000),
      equity: 1_000,
      cash: 1_000,
    })
    for (const [day, hour] of [
      [1, 5],
      [1, 9],
      [2, 7],
    ] as const)
      first.appendEquity(sample(day, hour))
    first.appendEquity(sample(3, 0))
    await first.close()
    expect(keptDays()).toEqual([1, 2, 3])
    const second = await openSqlite()
    expect(keptDays()).toEqual([1, 2, 3])
    second.appendEquity(sample(3, 8))
    await second.close()
    expect(keptDays()).toEqual([1, 2, 3])
    expect(loadLedger({ file: file.path, accountId: ACCOUNT }).equitySamples).toHaveLength(5)
  })

  it('goes on counting balances where the run before left off', async () => {
    const first = await openSqlite()
    first.append(openedRecord(), () => undefined)
    await first.close()
    const second = await openSqlite()
    second.append(intendedRecord(1), () => undefined)
    second.append(filledRecord(1, 't-1', { after: 1 }), () => undefined)
    await second.close()
    expect(loadLedger({ file: file.path, accountId: ACCOUNT }).balances.cash.toFixed()).toBe('999.9')
  })

  it('refuses to book an execution twice: nothing of that record is stored, and nothing after it', async () => {
    const failures: string[] = []
    const journal = await SqliteJournal.open({
      file: file.path,
      accountId: ACCOUNT,
      onFailed: (error) => failures.push(error.message),
    })
    journal.append(intendedRecord(1), () => undefined)
    journal.append(filledRecord(1, 't-1', { after: 1 }), () => undefined)
    await journal.drained()
    const acknowledged: string[] = []
    journal.append(filledRecord(1, 't-1', { after: 2 }), () => acknowledged.push('again'))
    await expect(journal.drained()).rejects.toThrow(/UNIQUE/)
    expect(() => journal.append(intendedRecord(2), () => undefined)).toThrow(/cannot be written/)
    expect(failures).toHaveLength(1)
    expect(acknowledged).toEqual([])
    await journal.close()
    expect(loadLedger({ file: file.path, accountId: ACCOUNT }).positions[0]?.quantity.toFixed()).toBe('1')
  })

  it.each(['UPDATE facts SET time_ms = 0', 'DELETE FROM facts'])('never lets a fact go: %s', async (sql) => {
    const journal = await openSqlite()
    journal.append(openedRecord(), () => undefined)
    await journal.close()
    const database = openDatabase({ file: file.path, synchronous: 'FULL' })
    expect(() => database.exec(sql)).toThrow('facts are append-only')
    database.close()
  })

  it('keeps every acknowledged record when the process is killed', { timeout: 30_000 }, async () => {
    const child = fork(join(import.meta.dirname, 'testing/journal-child.ts'), [file.path], { stdio: 'inherit' })
    let acknowledged = 0
    await new Promise<void>((resolve) => {
      child.on('message', (number: number) => {
        acknowledged = number
        if (number >= 200) resolve()
      })
    })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const ledger = loadLedger({ file: file.path, accountId: ACCOUNT })
    expect(ledger.nextOrderNumber - 1).toBeGreaterThanOrEqual(acknowledged)
    const journal = await openSqlite()
    journal.append(intendedRecord(ledger.nextOrderNumber), () => undefined)
    await journal.close()
    expect(loadLedger({ file: file.path, accountId: ACCOUNT }).nextOrderNumber).toBe(ledger.nextOrderNumber + 1)
  })
})
