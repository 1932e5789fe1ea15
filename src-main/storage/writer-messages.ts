import type { MessagePort } from 'node:worker_threads'
import type { SqlValue } from './database.ts'
import type { Migration } from './migration.ts'

/** One statement to run, by the name it was registered under. */
export interface WriteOp {
  readonly statement: string
  readonly params: readonly SqlValue[]
}

/** What the worker is started with. */
export interface WriterSetup {
  readonly file: string
  readonly synchronous: 'FULL' | 'NORMAL'
  readonly migrations: readonly Migration[]
  readonly statements: Readonly<Record<string, string>>
  readonly backupFolder: string | undefined
}

/** One batch is everything written in one turn of the event loop, already in order. */
export type WriterCommand =
  | { readonly kind: 'write'; readonly ops: readonly WriteOp[] }
  /** Another file is to be written by the same thread; its commands come over this port. */
  | { readonly kind: 'host'; readonly setup: WriterSetup; readonly port: MessagePort }
  | { readonly kind: 'close' }

export type WriterReport =
  | { readonly kind: 'opened' }
  /** The oldest `batches` batches that were not reported yet are on disk. */
  | { readonly kind: 'stored'; readonly batches: number }
  /** Nothing after the last `stored` is on disk, and nothing will be. */
  | { readonly kind: 'failed'; readonly message: string; readonly fatal: boolean }
  | { readonly kind: 'closed' }
