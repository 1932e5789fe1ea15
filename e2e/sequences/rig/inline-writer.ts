import Database from 'better-sqlite3'
import type { SqliteWriterOptions, WriteOp } from '../../../src-main/storage/index.ts'

interface Write {
  readonly ops: readonly WriteOp[]
  readonly onStored: (() => void) | undefined
}

/**
 * Runs a ledger's statements in this thread, on the real file, and never inside the call that hands them over. It can be
 * held, so that records wait for the disk; a crash then loses those that wait, or has stored them without a word.
 */
export class InlineWriter {
  readonly #database: Database.Database
  readonly #statements: ReadonlyMap<string, Database.Statement>
  readonly #commit: (writes: readonly Write[]) => void
  #writes: Write[] = []
  #isHeld = false
  #isPosted = false
  readonly #onCallbackError: (error: Error) => void

  constructor(connection: InlineConnection, onCallbackError: (error: Error) => void) {
    this.#database = connection.database
    this.#statements = connection.statements
    this.#onCallbackError = onCallbackError
    this.#commit = this.#database.transaction((writes: readonly Write[]) => {
      for (const { ops } of writes) for (const op of ops) this.#run(op)
    })
  }

  get pending(): number {
    return this.#writes.length
  }

  write(ops: readonly WriteOp[], onStored?: () => void): void {
    this.#writes.push({ ops, onStored })
    if (this.#isPosted) return
    this.#isPosted = true
    queueMicrotask(() => this.#post())
  }

  /** From here on records wait; an open `drained` waits with them. */
  hold(): void {
    this.#isHeld = true
  }

  release(): void {
    this.#isHeld = false
    this.#post()
  }

  /** The process is gone: the oldest of what waits is on disk all the same, unacknowledged; the rest never is. */
  crash(stored: number): void {
    const writes = this.#writes
    this.#writes = []
    this.#commit(writes.slice(0, stored))
  }

  drained(): Promise<void> {
    if (!this.#isHeld) this.#post()
    return Promise.resolve()
  }

  close(): Promise<void> {
    this.release()
    return Promise.resolve()
  }

  /** All that has come since is one commit, as the writer thread makes it. */
  #post(): void {
    this.#isPosted = false
    while (!this.#isHeld && this.#writes.length > 0) {
      const writes = this.#writes
      this.#writes = []
      this.#commit(writes)
      for (const { onStored } of writes) this.#acknowledge(onStored)
    }
  }

  #run({ statement, params }: WriteOp): void {
    const prepared = this.#statements.get(statement)
    if (!prepared) throw new Error(`statement ${statement} is not registered`)
    prepared.run(...params)
  }

  #acknowledge(onStored: (() => void) | undefined): void {
    try {
      onStored?.()
    } catch (error) {
      this.#onCallbackError(error instanceof Error ? error : new Error(String(error)))
    }
  }
}

/** One connection a file, kept over the restarts of the engine on it: opening and preparing cost more than a sequence writes. */
export class InlineConnection {
  readonly database: Database.Database
  readonly statements: ReadonlyMap<string, Database.Statement>

  constructor(file: string, statements: Readonly<Record<string, string>>) {
    this.database = new Database(file)
    // Nobody pulls the plug of this machine: what a crash loses is decided by the sequence.
    this.database.pragma('synchronous = OFF')
    this.database.pragma('journal_mode = MEMORY')
    this.statements = new Map(Object.entries(statements).map(([name, sql]) => [name, this.database.prepare(sql)]))
  }

  writer(options: SqliteWriterOptions): InlineWriter {
    return new InlineWriter(this, options.onCallbackError ?? options.onFailed)
  }

  close(): void {
    this.database.close()
  }
}
