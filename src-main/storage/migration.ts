import { FatalError, invariant } from '../base/index.ts'
import { backUpDatabase } from './backup-copy.ts'
import type { Database } from './database.ts'
import { storageError } from './storage-error.ts'

/** One step of a schema. Numbers start at 1 and leave no gap; a step that was released is never changed. */
export interface Migration {
  readonly version: number
  readonly name: string
  /** SQL that leads from the version before to this one. */
  readonly up: string
}

export interface MigrateOptions {
  /** Where the copy made before a change is kept; beside the file unless named. */
  readonly backupFolder?: string
}

/** The schema version that the file itself carries; 0 for a new one. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/**
 * Brings a database to the newest version, each step in its own transaction. A database that holds anything is copied
 * first and the copy verified. Throws `FatalError` for a database newer than this program, and for a step that fails;
 * the database then stands at the last step that succeeded.
 */
export function migrate(database: Database, migrations: readonly Migration[], options: MigrateOptions = {}): void {
  requireNumbered(migrations)
  const newest = migrations.length
  const current = schemaVersion(database)
  if (current > newest) {
    throw new FatalError(
      `${database.name} has schema version ${current}; this program knows versions up to ${newest}. ` +
        'Start the newer program that wrote it, or put a backup of the older version in its place.',
    )
  }
  if (current === newest) return
  if (current > 0 && !database.memory) backUpDatabase(database, options.backupFolder)
  for (const migration of migrations.slice(current)) apply(database, migration)
}

function apply(database: Database, migration: Migration): void {
  const step = database.transaction(() => {
    database.exec(migration.up)
    database.pragma(`user_version = ${migration.version}`)
  })
  try {
    step.immediate()
  } catch (error) {
    const reason = storageError(error, database.name).message
    throw new FatalError(`Migration ${migration.version} (${migration.name}) failed and was undone. ${reason}`, {
      cause: error,
    })
  }
}

function requireNumbered(migrations: readonly Migration[]): void {
  for (const [index, { version, name }] of migrations.entries()) {
    invariant(version === index + 1, `migration "${name}" has version ${version}, expected ${index + 1}`)
  }
}
