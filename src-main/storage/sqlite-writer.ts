import { ensureNever, FatalError, InvariantError } from '../base/index.ts'
import type { Migration } from './migration.ts'
import { WriteQueue } from './write-queue.ts'
import { ownThread, type WriterLink } from './writer-link.ts'
import type { WriteOp, WriterCommand, WriterReport, WriterSetup } from './writer-messages.ts'

export interface SqliteWriterOptions {
  readonly file: string
  readonly synchronous: 'FULL' | 'NORMAL'
  readonly migrations: readonly Migration[]
  /** Name → SQL of every statement that will be written with. */
  readonly statements: Readonly<Record<string, string>>
  /** The file cannot be written any more; called once. Nothing handed over and not yet acknowledged was stored. */
  readonly onFailed: (error: Error) => void
  /** An `onStored` callback threw; `onFailed` hears of it unless this is given. */
  readonly onCallbackError?: (error: Error) => void
  /** Where a copy goes before a migration; beside the file unless named. */
  readonly backupFolder?: string
  /**
   * Uses the thread of this writer, for a file that is seldom written: a thread of its own takes 14 MiB. The thread ends
   * when all its files are closed; where the first of them has failed, it ends when that one is closed.
   */
  readonly beside?: SqliteWriter
}

/** Writes of one message at most: the thread stores the first of a long turn while this one still prepares the others. */
const MOST_WRITES = 32

type WriterState =
  | { readonly kind: 'open' }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'closing'; readonly closed: Promise<void> }

/** Writes to one SQLite file from another thread, many writes a commit, in the order they were handed over. */
export class SqliteWriter {
  readonly #link: WriterLink
  readonly #options: SqliteWriterOptions
  readonly #queue: WriteQueue
  readonly #ended: Promise<void>
  #state: WriterState = { kind: 'open' }
  #ops: WriteOp[] = []
  #acknowledgements: ((() => void) | undefined)[] = []

  private constructor(link: WriterLink, options: SqliteWriterOptions) {
    this.#link = link
    this.#options = options
    this.#queue = new WriteQueue(options.onCallbackError ?? options.onFailed)
    const ended = Promise.withResolvers<void>()
    this.#ended = ended.promise
    link.listen({
      onReport: (report) => this.#handleReport(report),
      onError: (error) => this.#fail(error),
      onEnd: () => {
        this.#handleExit()
        ended.resolve()
      },
    })
  }

  /** Opens and migrates the file on its thread. Rejects with the `FatalError` that `openDatabase` or `migrate` gave. */
  static async open(options: SqliteWriterOptions): Promise<SqliteWriter> {
    const { file, synchronous, migrations, statements, backupFolder, beside } = options
    const setup: WriterSetup = { file, synchronous, migrations, statements, backupFolder }
    const link = beside ? beside.#linkBeside(setup) : ownThread(setup)
    requireOpened(await link.opened)
    return new SqliteWriter(link, options)
  }

  /** Writes handed over and not yet acknowledged. */
  get pending(): number {
    return this.#queue.pending
  }

  /**
   * Hands over statements that are stored together or not at all. `onStored` runs later, on this thread, when they are
   * on disk; callbacks run in the order of the writes. Throws after a failed commit and after {@link close}.
   */
  write(ops: readonly WriteOp[], onStored?: () => void): void {
    this.#requireOpen()
    for (const { statement } of ops) this.#requireStatement(statement)
    if (this.#acknowledgements.length === 0) queueMicrotask(() => this.#post())
    for (const op of ops) this.#ops.push(op)
    this.#acknowledgements.push(onStored)
    this.#queue.countWrite()
    if (this.#acknowledgements.length === MOST_WRITES) this.#post()
  }

  /** Resolves once everything handed over so far is stored and acknowledged; rejects where that failed. */
  drained(): Promise<void> {
    return this.#state.kind === 'failed' ? Promise.reject(this.#state.error) : this.#queue.drained()
  }

  /** Stores what was handed over, closes the file and ends the thread. After a failure it only ends the thread. */
  close(): Promise<void> {
    if (this.#state.kind === 'closing') return this.#state.closed
    if (this.#state.kind === 'failed') return this.#link.abandon()
    this.#post()
    this.#send({ kind: 'close' })
    const closed = this.#ended
    this.#state = { kind: 'closing', closed }
    return closed
  }

  /** One message for writes of the same turn of the event loop: crossing the thread costs more than storing a row. */
  #post(): void {
    if (this.#acknowledgements.length === 0) return
    const ops = this.#ops
    const acknowledgements = this.#acknowledgements
    this.#ops = []
    this.#acknowledgements = []
    this.#queue.addBatch(acknowledgements)
    this.#send({ kind: 'write', ops })
  }

  #send(command: WriterCommand): void {
    this.#link.send(command)
  }

  #handleReport(report: WriterReport): void {
    switch (report.kind) {
      case 'stored':
        this.#queue.settle(report.batches)
        return
      case 'failed':
        this.#fail(failureOf(report))
        return
      case 'opened':
      case 'closed':
        return
      default:
        ensureNever(report, 'report of the writer thread')
    }
  }

  #handleExit(): void {
    if (this.#state.kind === 'closing' && this.#queue.pending === 0) return
    this.#fail(new Error(`the thread that writes ${this.#options.file} ended unexpectedly`))
  }

  #fail(error: Error): void {
    if (this.#state.kind === 'failed') return
    this.#state = { kind: 'failed', error }
    this.#queue.fail(error)
    this.#options.onFailed(error)
  }

  /** A file that failed leaves its thread to others; a thread that is to end takes no more. */
  #linkBeside(setup: WriterSetup): WriterLink {
    if (this.#state.kind !== 'closing') return this.#link.beside(setup)
    throw new Error(`${setup.file} cannot be opened beside ${this.#options.file}, which is closed`)
  }

  #requireOpen(): void {
    if (this.#state.kind === 'open') return
    const why = this.#state.kind === 'failed' ? `: ${this.#state.error.message}` : ', the writer is closed'
    throw new Error(`${this.#options.file} cannot be written any more${why}`)
  }

  #requireStatement(name: string): void {
    if (Object.hasOwn(this.#options.statements, name)) return
    const known = Object.keys(this.#options.statements).join(', ')
    throw new InvariantError(`statement "${name}" is not registered for ${this.#options.file}; known: ${known}`)
  }
}

function requireOpened(report: WriterReport): void {
  if (report.kind === 'opened') return
  throw report.kind === 'failed' ? failureOf(report) : new InvariantError(`the writer began with ${report.kind}`)
}

function failureOf(report: Extract<WriterReport, { kind: 'failed' }>): Error {
  return report.fatal ? new FatalError(report.message) : new Error(report.message)
}
