import { Decimal, ZERO } from '../base/index.ts'
import type { AccountId, EquitySample, Journal, JournalRecord, Posting } from '../domain/index.ts'
import { openDatabase, SqliteWriter, type SqliteWriterOptions } from '../storage/index.ts'
import { equityOp, type LedgerOp, recordOps } from './ledger-ops.ts'
import { LEDGER_MIGRATIONS, LEDGER_STATEMENTS } from './ledger-schema.ts'

export interface SqliteJournalOptions {
  /** `ledger.db`; created if it is missing. */
  readonly file: string
  readonly accountId: AccountId
  /** The ledger cannot be written any more: trading has to halt. Called once. */
  readonly onFailed: (error: Error) => void
  /** An acknowledgement threw. */
  readonly onCallbackError?: (error: Error) => void
  /** Where a copy goes before a migration; beside the file unless named. */
  readonly backupFolder?: string
  /** What writes the file; a thread of its own unless named. */
  readonly openWriter?: (options: SqliteWriterOptions) => Promise<LedgerWriter>
}

const DAY_MS = 86_400_000

/** Points of the equity curve that may wait for the disk without anybody waiting for them: one comes each minute. */
const MOST_POINTS_WAITING = 60

/** What takes the statements of a ledger, in their order, and says when they are stored. */
export type LedgerWriter = Pick<SqliteWriter, 'write' | 'drained' | 'close'>

/** The ledger on disk: each record is one transaction, acknowledged when the disk has it. */
export class SqliteJournal implements Journal {
  readonly #writer: LedgerWriter
  readonly #accountId: AccountId
  /** By ledger account and currency; kept here because SQLite cannot add decimal text. */
  readonly #balances: Map<string, Decimal>
  /** Of the newest sample of equity; undefined before the first one of this run. */
  #equityDay: number | undefined
  #recordsWaiting = 0
  #pointsWaiting = 0

  private constructor(writer: LedgerWriter, accountId: AccountId, balances: Map<string, Decimal>) {
    this.#writer = writer
    this.#accountId = accountId
    this.#balances = balances
  }

  /** Opens and migrates the file. Rejects with the `FatalError` of the storage. */
  static async open({ accountId, openWriter, ...options }: SqliteJournalOptions): Promise<SqliteJournal> {
    const open = openWriter ?? ((all: SqliteWriterOptions) => SqliteWriter.open(all))
    const writer = await open({
      ...options,
      synchronous: 'FULL',
      migrations: LEDGER_MIGRATIONS,
      statements: LEDGER_STATEMENTS,
    })
    return new SqliteJournal(writer, accountId, readBalances(options.file, accountId))
  }

  /** Of the equity curve, which nothing that is decided waits for, only what a fast market is ahead of the disk by. */
  get pending(): number {
    return this.#recordsWaiting + Math.max(0, this.#pointsWaiting - MOST_POINTS_WAITING)
  }

  append(record: JournalRecord, onStored: () => void): void {
    const ops = [...recordOps(this.#accountId, record), ...this.#balanceOps(record.booking?.postings ?? [])]
    this.#writer.write(ops, () => {
      this.#recordsWaiting--
      onStored()
    })
    this.#recordsWaiting++
  }

  /**
   * A point of the equity curve; a second one of the same time replaces the first. With the first one of a run and of each
   * day older ones are looked through for those that stand for their hour.
   */
  appendEquity(sample: EquitySample): void {
    const day = Math.floor(sample.timeMs / DAY_MS)
    const isNew = day !== this.#equityDay
    this.#equityDay = day
    const ops: LedgerOp[] = [equityOp(this.#accountId, sample)]
    if (isNew) ops.push({ statement: 'rollUpEquity', params: [this.#accountId] })
    this.#writer.write(ops, () => {
      this.#pointsWaiting--
    })
    this.#pointsWaiting++
  }

  drained(): Promise<void> {
    return this.#writer.drained()
  }

  close(): Promise<void> {
    return this.#writer.close()
  }

  #balanceOps(postings: readonly Posting[]): LedgerOp[] {
    const changed = new Map<string, LedgerOp>()
    for (const { account, currency, amount } of postings) {
      const key = balanceKey(account, currency)
      const sum = (this.#balances.get(key) ?? ZERO).add(amount)
      this.#balances.set(key, sum)
      changed.set(key, { statement: 'upsertBalance', params: [this.#accountId, account, currency, sum.toFixed()] })
    }
    return [...changed.values()]
  }
}

function readBalances(file: string, accountId: AccountId): Map<string, Decimal> {
  const database = openDatabase({ file, synchronous: 'FULL', readonly: true })
  try {
    const rows = database
      .prepare<[string], { account: string; currency: string; amount: string }>(
        'SELECT account, currency, amount FROM balances WHERE account_id = ?',
      )
      .all(accountId)
    return new Map(rows.map(({ account, currency, amount }) => [balanceKey(account, currency), new Decimal(amount)]))
  } finally {
    database.close()
  }
}

function balanceKey(account: string, currency: string): string {
  return `${account}|${currency}`
}
