import type { Statement } from 'better-sqlite3'
import { ensureDefined } from '../base/index.ts'
import type { Database, SqlValue } from './database.ts'
import type { WriteOp } from './writer-messages.ts'

type NamedStatement = Statement<SqlValue[]>

/** Runs batches of named statements, all of one call in one transaction: either every batch is stored or none. */
export class GroupCommit {
  readonly #statements: ReadonlyMap<string, NamedStatement>
  readonly #commit: (batches: readonly (readonly WriteOp[])[]) => void

  /** Compiles the statements; throws SQLite's error where one is wrong. */
  constructor(database: Database, statements: Readonly<Record<string, string>>) {
    this.#statements = new Map(
      Object.entries(statements).map(([name, sql]) => [name, database.prepare<SqlValue[]>(sql)]),
    )
    const transaction = database.transaction((batches: readonly (readonly WriteOp[])[]) => this.#run(batches))
    this.#commit = (batches) => transaction.immediate(batches)
  }

  store(batches: readonly (readonly WriteOp[])[]): void {
    this.#commit(batches)
  }

  #run(batches: readonly (readonly WriteOp[])[]): void {
    for (const ops of batches) {
      for (const { statement, params } of ops) {
        ensureDefined(this.#statements.get(statement), `statement "${statement}"`).run(...params)
      }
    }
  }
}
