import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { ensureDefined, FatalError } from '../base/index.ts'
import { type Database, openDatabase } from './database.ts'
import { GroupCommit } from './group-commit.ts'
import { migrate, type MigrateOptions } from './migration.ts'
import { storageError } from './storage-error.ts'
import type { WriteOp, WriterCommand, WriterReport, WriterSetup } from './writer-messages.ts'

/**
 * The part of the thread that owns all writes to one file. While a commit waits for the disk, further batches gather in the port;
 * the next commit takes all of them, so groups grow with the load and a lone write waits for nobody.
 */
class FileWriter {
  readonly #port: MessagePort
  readonly #file: string
  readonly #database: Database
  readonly #group: GroupCommit
  #failed = false

  constructor(port: MessagePort, setup: WriterSetup) {
    this.#port = port
    this.#file = setup.file
    this.#database = openDatabase(setup)
    try {
      migrate(this.#database, setup.migrations, backupOptions(setup))
      this.#group = new GroupCommit(this.#database, setup.statements)
    } catch (error) {
      this.#database.close()
      throw error
    }
    // The main thread gives a file that has failed up by closing its port; the thread may go on for others.
    port.once('close', () => this.#database.close())
    port.on('message', (command: WriterCommand) => this.#handleCommand(command))
  }

  #handleCommand(first: WriterCommand): void {
    const batches: (readonly WriteOp[])[] = []
    let command: WriterCommand | undefined = first
    while (command?.kind === 'write') {
      batches.push(command.ops)
      command = this.#nextWaiting()
    }
    if (batches.length > 0 && !this.#failed) this.#store(batches)
    if (command?.kind === 'host') host(command)
    if (command?.kind === 'close') this.#close()
  }

  #nextWaiting(): WriterCommand | undefined {
    const waiting: { message: WriterCommand } | undefined = receiveMessageOnPort(this.#port)
    return waiting?.message
  }

  #store(batches: readonly (readonly WriteOp[])[]): void {
    try {
      this.#group.store(batches)
    } catch (error) {
      this.#failed = true
      report(this.#port, failure(error, this.#file))
      return
    }
    report(this.#port, { kind: 'stored', batches: batches.length })
  }

  #close(): void {
    this.#database.close()
    report(this.#port, { kind: 'closed' })
    this.#port.close()
  }
}

function backupOptions({ backupFolder }: WriterSetup): MigrateOptions {
  return backupFolder === undefined ? {} : { backupFolder }
}

function report(port: MessagePort, message: WriterReport): void {
  port.postMessage(message)
}

function failure(error: unknown, file: string): WriterReport {
  const described = storageError(error, file)
  return { kind: 'failed', message: described.message, fatal: described instanceof FatalError }
}

/** Answers whether the file could be opened; it has been reported either way. */
function serve(port: MessagePort, setup: WriterSetup): boolean {
  try {
    const writer = new FileWriter(port, setup)
    report(port, { kind: 'opened' })
    void writer
    return true
  } catch (error) {
    report(port, failure(error, setup.file))
    return false
  }
}

/** A port that serves no file would keep the thread from ending. */
function host({ port, setup }: Extract<WriterCommand, { kind: 'host' }>): void {
  if (!serve(port, setup)) port.close()
}

serve(ensureDefined(parentPort, 'the port to the main thread'), workerData)
