import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from './database.ts'
import { migrate, type Migration, schemaVersion } from './migration.ts'

const FIRST: Migration = { version: 1, name: 'orders', up: 'CREATE TABLE orders (id TEXT PRIMARY KEY)' }
const SECOND: Migration = { version: 2, name: 'side', up: "ALTER TABLE orders ADD COLUMN side TEXT DEFAULT 'buy'" }
const BROKEN: Migration = { version: 2, name: 'broken', up: 'CREATE TABLE kept (a); CREATE TABLE orders (id)' }

let folder: string
let database: Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migration-'))
  database = openDatabase({ file: join(folder, 'ledger.db'), synchronous: 'FULL' })
})

afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

function backups(): string[] {
  return readdirSync(folder).filter((name) => name.includes('backup'))
}

describe('migrate', () => {
  it('brings a new database to the newest version without a backup', () => {
    migrate(database, [FIRST, SECOND])
    expect(schemaVersion(database)).toBe(2)
    expect(database.prepare('SELECT id, side FROM orders').all()).toEqual([])
    expect(backups()).toEqual([])
  })

  it('does nothing where the database is up to date', () => {
    migrate(database, [FIRST])
    migrate(database, [FIRST])
    expect(schemaVersion(database)).toBe(1)
    expect(backups()).toEqual([])
  })

  it('keeps a readable copy of the version before, for the owner alone', () => {
    migrate(database, [FIRST])
    database.exec("INSERT INTO orders VALUES ('wh-1')")
    migrate(database, [FIRST, SECOND])

    expect(database.prepare('SELECT * FROM orders').all()).toEqual([{ id: 'wh-1', side: 'buy' }])
    expect(backups()).toEqual(['ledger.v1.backup.db'])
    const path = join(folder, 'ledger.v1.backup.db')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const copy = openDatabase({ file: path, synchronous: 'FULL' })
    expect(schemaVersion(copy)).toBe(1)
    expect(copy.prepare('SELECT * FROM orders').all()).toEqual([{ id: 'wh-1' }])
    copy.close()
  })

  it('puts the copy into the folder asked for', () => {
    migrate(database, [FIRST])
    migrate(database, [FIRST, SECOND], { backupFolder: join(folder, 'backups') })
    expect(existsSync(join(folder, 'backups', 'ledger.v1.backup.db'))).toBe(true)
  })

  it('undoes a step that fails, names it, and never overwrites an earlier copy', () => {
    migrate(database, [FIRST])
    for (const attempt of [1, 2]) {
      expect(() => migrate(database, [FIRST, BROKEN])).toThrow(/Migration 2 \(broken\) failed and was undone.*orders/)
      expect(backups()).toHaveLength(attempt)
    }
    expect(schemaVersion(database)).toBe(1)
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'kept'").all()).toEqual([])
  })

  it('does not touch the database where no backup can be made', () => {
    migrate(database, [FIRST])
    expect(() => migrate(database, [FIRST, SECOND], { backupFolder: join(folder, 'ledger.db', 'x') })).toThrow(
      /No backup of .*ledger\.db could be made, so it was not changed/,
    )
    expect(schemaVersion(database)).toBe(1)
  })

  it('refuses a database of a newer program and names both versions', () => {
    migrate(database, [FIRST, SECOND])
    expect(() => migrate(database, [FIRST])).toThrow(/schema version 2; this program knows versions up to 1/)
  })

  it('refuses steps that are not numbered one by one', () => {
    expect(() => migrate(database, [FIRST, { ...SECOND, version: 3 }])).toThrow(/"side" has version 3, expected 2/)
  })
})
