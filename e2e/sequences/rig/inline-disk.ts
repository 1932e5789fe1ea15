import { copyFileSync } from 'node:fs'
import { LEDGER_STATEMENTS } from '../../../src-main/execution/ledger-schema.ts'
import type { SqliteWriterOptions } from '../../../src-main/storage/index.ts'
import { InlineConnection, type InlineWriter } from './inline-writer.ts'
import { LedgerView } from './ledger-view.ts'

/** The ledger's disk without a thread: one file, kept over the crashes of the engines that write it. */
export class InlineDisk {
  readonly #file: string
  #connection: InlineConnection | undefined
  #writer: InlineWriter | undefined
  #view: LedgerView | undefined

  /** @param template an empty ledger that is migrated already; migrating costs more than a sequence writes. */
  constructor(file: string, template: string) {
    this.#file = file
    copyFileSync(template, file)
  }

  get connection(): InlineConnection {
    this.#connection ??= new InlineConnection(this.#file, LEDGER_STATEMENTS)
    return this.#connection
  }

  get view(): LedgerView {
    this.#view ??= new LedgerView(this.connection.database)
    return this.#view
  }

  get pending(): number {
    return this.#writer?.pending ?? 0
  }

  open(options: SqliteWriterOptions): Promise<InlineWriter> {
    this.#writer = this.connection.writer(options)
    return Promise.resolve(this.#writer)
  }

  hold(): void {
    this.#writer?.hold()
  }

  crash(stored: number): void {
    this.#writer?.crash(stored)
  }

  close(): void {
    this.#connection?.close()
  }
}
