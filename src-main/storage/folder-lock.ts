import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { z } from 'zod'
import { FatalError } from '../base/index.ts'
import { type Database, restrictToOwner } from './database.ts'
import { storageCode, storageError } from './storage-error.ts'

const LockHolder = z.object({
  pid: z.number().int(),
  startedAtMs: z.number().int(),
  /** Where it answers; null until its door is open. */
  address: z.string().nullable(),
})

/** The process that uses a data folder. */
export type LockHolder = Readonly<z.infer<typeof LockHolder>>

/** Keeps the connections of locks alive: a collected connection would drop its lock though nobody released it. */
const heldDatabases = new Set<Database>()

/** Covers another process that is looking at the same moment whether the lock is held. */
const GLANCE_MS = 250

/**
 * Keeps two engines from using one data folder. The lock is an exclusive transaction on `engine.lock`, which the
 * operating system ends with the process, however it ends; `engine.json` beside it says who holds it.
 * Nothing else may open `engine.lock`: on POSIX, closing any handle to it would drop the lock.
 */
export class FolderLock {
  readonly #folder: string
  readonly #database: Database
  #holder: LockHolder

  private constructor(folder: string, database: Database, holder: LockHolder) {
    this.#folder = folder
    this.#database = database
    this.#holder = holder
    heldDatabases.add(database)
    try {
      this.#writeHolder()
    } catch (error) {
      this.release()
      throw error
    }
  }

  /** Takes the folder, creating it if it is missing; throws `FatalError` naming process and address of the present holder. */
  static acquire(folder: string, holder: LockHolder): FolderLock {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      restrictToOwner(lockFile(folder))
      return new FolderLock(folder, lockExclusively(folder), holder)
    } catch (error) {
      throw isBusy(error) ? heldByOther(folder) : storageError(error, lockFile(folder))
    }
  }

  /** Who holds the folder now; undefined where nobody does, whatever a killed process left behind. */
  static read(folder: string): LockHolder | undefined {
    return isHeld(folder) ? readHolder(folder) : undefined
  }

  /** Adds to what others read of this process. */
  update(change: Partial<Pick<LockHolder, 'address'>>): void {
    this.#holder = { ...this.#holder, ...change }
    this.#writeHolder()
  }

  /** Gives the folder free. Doing it twice does nothing. */
  release(): void {
    if (!this.#database.open) return
    rmSync(holderFile(this.#folder), { force: true })
    this.#database.close()
    heldDatabases.delete(this.#database)
  }

  /** Written aside and renamed, so that a reader never sees half of it. */
  #writeHolder(): void {
    const file = holderFile(this.#folder)
    writeFileSync(`${file}.new`, `${JSON.stringify(this.#holder)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
}

function lockFile(folder: string): string {
  return join(folder, 'engine.lock')
}

function holderFile(folder: string): string {
  return join(folder, 'engine.json')
}

function lockExclusively(folder: string): Database {
  const database = new SqliteDatabase(lockFile(folder), { timeout: GLANCE_MS })
  try {
    database.pragma('journal_mode = MEMORY')
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** Looks with a shared lock: it fails exactly while somebody holds the exclusive one. */
function isHeld(folder: string): boolean {
  if (!existsSync(lockFile(folder))) return false
  const database = new SqliteDatabase(lockFile(folder), { timeout: 0 })
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return false
  } catch (error) {
    if (isBusy(error)) return true
    throw storageError(error, lockFile(folder))
  } finally {
    database.close()
  }
}

function isBusy(error: unknown): boolean {
  return storageCode(error)?.startsWith('SQLITE_BUSY') ?? false
}

/** Undefined in the instant between taking the lock and writing the name. */
function readHolder(folder: string): LockHolder | undefined {
  if (!existsSync(holderFile(folder))) return undefined
  try {
    return LockHolder.parse(JSON.parse(readFileSync(holderFile(folder), 'utf8')))
  } catch (error) {
    throw new FatalError(
      `${holderFile(folder)} cannot be read; an engine that is running writes it anew when it restarts.`,
      {
        cause: error,
      },
    )
  }
}

function heldByOther(folder: string): FatalError {
  const holder = readHolder(folder)
  const who = holder
    ? `process ${holder.pid}, ${holder.address ?? 'not yet reachable'}`
    : 'a process that is just starting'
  return new FatalError(
    `Another engine (${who}) already uses the data folder ${folder}. Stop it first, or choose another folder with --home.`,
  )
}
