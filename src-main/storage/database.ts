import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { damagedFile, storageError } from './storage-error.ts'

/** One open connection to an SQLite file. */
export type Database = SqliteDatabase.Database

/** What SQLite stores in a column. */
export type SqlValue = string | number | bigint | null | Uint8Array

/** Only the user who runs the engine may read what it stores. */
const OWNER_ONLY = 0o600

/** How long a statement waits for another connection's lock before it fails as locked. */
const BUSY_TIMEOUT_MS = 5_000

/** Pages that the log may hold before they are moved into the file: each move waits for the disk, and 16 MiB are soon read. */
const LOG_PAGES = 4_000

export interface OpenDatabaseOptions {
  /** Path of the file, created if it is missing; `:memory:` keeps everything in memory. */
  readonly file: string
  /** `FULL` waits for the disk at every commit; `NORMAL` may lose the last commits when the machine loses power. */
  readonly synchronous: 'FULL' | 'NORMAL'
  /** Refuses to write and to create; the structure is then not checked again, which the writer has done. */
  readonly readonly?: boolean
}

/**
 * Opens a file in WAL mode and checks its structure. Every failure a person can mend is a `FatalError` that names the
 * file and what to do. A damaged file is left as it is.
 */
export function openDatabase(options: OpenDatabaseOptions): Database {
  const isReadonly = options.readonly ?? false
  try {
    if (!isReadonly && options.file !== ':memory:') {
      restrictToOwner(options.file)
      checkUntouched(options.file)
    }
    const database = new SqliteDatabase(options.file, { readonly: isReadonly, timeout: BUSY_TIMEOUT_MS })
    try {
      prepareConnection(database, options)
    } catch (error) {
      database.close()
      throw error
    }
    return database
  } catch (error) {
    throw storageError(error, options.file)
  }
}

/** Creates the file, if it is missing, before SQLite can create it with wider rights; SQLite's side files inherit them. */
export function restrictToOwner(file: string): void {
  if (existsSync(file)) chmodSync(file, OWNER_ONLY)
  else closeSync(openSync(file, 'wx', OWNER_ONLY))
}

/** Throws a `FatalError` where SQLite finds the file's structure damaged. */
export function checkStructure(database: Database): void {
  const finding: unknown = database.pragma('quick_check(1)', { simple: true })
  if (finding !== 'ok') throw damagedFile(database.name, String(finding))
}

/** Looks with a connection that cannot write: one that can moves the log into the file when it closes, damaged or not. */
function checkUntouched(file: string): void {
  const database = new SqliteDatabase(file, { readonly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    checkStructure(database)
  } finally {
    database.close()
  }
}

function prepareConnection(database: Database, options: OpenDatabaseOptions): void {
  if (options.readonly) {
    database.pragma('schema_version')
    return
  }
  database.pragma('journal_mode = WAL')
  database.pragma(`synchronous = ${options.synchronous}`)
  database.pragma(`wal_autocheckpoint = ${LOG_PAGES}`)
  database.pragma('foreign_keys = ON')
}
