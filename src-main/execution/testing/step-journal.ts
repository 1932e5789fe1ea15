import type { Journal, JournalRecord } from '../../domain/index.ts'
import { migrate, openDatabase } from '../../storage/index.ts'
import { recordOps } from '../ledger-ops.ts'
import { LEDGER_MIGRATIONS, LEDGER_STATEMENTS } from '../ledger-schema.ts'
import { ACCOUNT } from './terms.ts'

type Entry = readonly [JournalRecord, () => void]

/** Writes into a real ledger file, record by record, when the test says so: dropping it instead is a crash. */
export class StepJournal implements Journal {
  readonly #queue: Entry[] = []
  readonly #store: (record: JournalRecord) => void
  readonly #close: () => void
  readonly records: JournalRecord[] = []

  constructor(file: string) {
    const database = openDatabase({ file, synchronous: 'NORMAL' })
    migrate(database, LEDGER_MIGRATIONS)
    const statements = new Map(Object.entries(LEDGER_STATEMENTS).map(([name, sql]) => [name, database.prepare(sql)]))
    this.#store = database.transaction((record: JournalRecord) => {
      for (const { statement, params } of recordOps(ACCOUNT, record)) statements.get(statement)?.run(...params)
    })
    this.#close = () => database.close()
  }

  get pending(): number {
    return this.#queue.length
  }

  append(record: JournalRecord, onStored: () => void): void {
    this.#queue.push([record, onStored])
  }

  /** Stores and acknowledges the oldest records. */
  step(count = Number.POSITIVE_INFINITY): void {
    for (let left = count; left > 0; left--) {
      const next = this.#queue.shift()
      if (!next) return
      const [record, onStored] = next
      this.#store(record)
      this.records.push(record)
      onStored()
    }
  }

  drained(): Promise<void> {
    this.step()
    return Promise.resolve()
  }

  /** What was not stored is lost, as in a crash. */
  close(): Promise<void> {
    this.#queue.length = 0
    this.#close()
    return Promise.resolve()
  }
}
