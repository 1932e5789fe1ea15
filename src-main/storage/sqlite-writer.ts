import { Worker } from 'node:worker_threads'
import { ensureNever, FatalError, InvariantError } from '../base/index.ts'
import type { Migration } from './migration.ts'
import { workerFile } from './worker-location.ts'
import { WriteQueue } from './write-queue.ts'
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
}

/** A thread that only passes rows on keeps little; left alone it would take as much room as a whole program. */
const YOUNG_GENERATION_MB = 2

type WriterState =
  | { readonly kind: 'open' }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'closing'; readonly closed: Promise<void> }

/** Writes to one SQLite file from a thread of its own, many writes a commit, in the order they were handed over. */
export class SqliteWriter {
  readonly #worker: Worker
  readonly #options: SqliteWriterOptions
  readonly #queue: WriteQueue
  readonly #ended: Promise<void>
  #state: WriterState = { kind: 'open' }
  #ops: WriteOp[] = []
  #acknowledgements: ((() => void) | undefined)[] = []

  private constructor(worker: Worker, options: SqliteWriterOptions) {
    this.#worker = worker
    this.#options = options
    this.#queue = new WriteQueue(options.onCallbackError ?? options.onFailed)
    const ended = Promise.withResolvers<void>()
    this.#ended = ended.promise
    worker.on('message', (report: WriterReport) => this.#handleReport(report))
    worker.on('error', (error) => this.#fail(error))
    worker.on('exit', () => {
      this.#handleExit()
      ended.resolve()
    })
  }

  /** Starts the thread, opens and migrates the file. Rejects with the `FatalError` that `openDatabase` or `migrate` gave. */
  static async open(options: SqliteWriterOptions): Promise<SqliteWriter> {
    const { file, synchronous, migrations, statements, backupFolder } = options
    const setup: WriterSetup = { file, synchronous, migrations, statements, backupFolder }
    const worker = new Worker(workerFile('sqlite-writer-worker'), {
      workerData: setup,
      name: 'sqlite-writer',
      // Flags of the main program, such as a script given on the command line, are not meant for this thread.
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    })
    await opened(worker)
    return new SqliteWriter(worker, options)
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
  }

  /** Resolves once everything handed over so far is stored and acknowledged; rejects where that failed. */
  drained(): Promise<void> {
    return this.#state.kind === 'failed' ? Promise.reject(this.#state.error) : this.#queue.drained()
  }

  /** Stores what was handed over, closes the file and ends the thread. After a failure it only ends the thread. */
  close(): Promise<void> {
    if (this.#state.kind === 'closing') return this.#state.closed
    if (this.#state.kind === 'failed') return this.#worker.terminate().then(() => undefined)
    this.#post()
    this.#send({ kind: 'close' })
    const closed = this.#ended
    this.#state = { kind: 'closing', closed }
    return closed
  }

  /** One message for all writes of this turn of the event loop: crossing the thread costs more than storing a row. */
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
    this.#worker.postMessage(command)
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

function opened(worker: Worker): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  worker.once('error', reject)
  worker.once('message', (report: WriterReport) => {
    worker.off('error', reject)
    if (report.kind === 'opened') resolve()
    else
      reject(report.kind === 'failed' ? failureOf(report) : new InvariantError(`the writer began with ${report.kind}`))
  })
  return promise
}

function failureOf(report: Extract<WriterReport, { kind: 'failed' }>): Error {
  return report.fatal ? new FatalError(report.message) : new Error(report.message)
}
