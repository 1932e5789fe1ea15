import Database from 'better-sqlite3'

/**
 * Looks into a SQLite file, or changes it, beside a session that uses it. With the library that the engine uses: on POSIX,
 * closing a file with another copy of SQLite in the same process would drop the locks of the first.
 */
export function withDatabase<T>(file: string, use: (database: Database.Database) => T): T {
  const database = new Database(file)
  try {
    return use(database)
  } finally {
    database.close()
  }
}

/** Another writer keeps the file; nobody else can write until the lock is released. */
export function holdWriteLock(file: string): () => void {
  const database = new Database(file)
  database.exec('BEGIN IMMEDIATE')
  return () => {
    database.exec('ROLLBACK')
    database.close()
  }
}

/** Puts everything that was committed into the file itself. */
export function checkpoint(file: string): void {
  withDatabase(file, (database) => database.pragma('wal_checkpoint(TRUNCATE)'))
}
