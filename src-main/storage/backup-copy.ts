import { existsSync, mkdirSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { FatalError } from '../base/index.ts'
import { checkStructure, type Database, restrictToOwner } from './database.ts'
import { storageError } from './storage-error.ts'

/**
 * Writes a compact copy of a database, reads it back, and returns its path. A copy that exists is never overwritten.
 * Throws `FatalError` where the copy cannot be written or does not hold what the original holds.
 */
export function backUpDatabase(database: Database, folder = dirname(database.name)): string {
  const version = Number(database.pragma('user_version', { simple: true }))
  const copy = freeName(folder, `${basename(database.name, extname(database.name))}.v${version}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    restrictToOwner(copy)
    database.prepare('VACUUM INTO ?').run(copy)
    verifyCopy(copy, version)
  } catch (error) {
    const reason = storageError(error, copy).message
    throw new FatalError(`No backup of ${database.name} could be made, so it was not changed. ${reason}`, {
      cause: error,
    })
  }
  return copy
}

function verifyCopy(copy: string, version: number): void {
  const database = new SqliteDatabase(copy, { readonly: true })
  try {
    checkStructure(database)
    const found = Number(database.pragma('user_version', { simple: true }))
    if (found !== version) throw new FatalError(`${copy} has schema version ${found}, expected ${version}.`)
  } finally {
    database.close()
  }
}

function freeName(folder: string, stem: string): string {
  let path = join(folder, `${stem}.backup.db`)
  for (let attempt = 2; existsSync(path); attempt++) path = join(folder, `${stem}.backup-${attempt}.db`)
  return path
}
