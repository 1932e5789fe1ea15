import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FatalError } from '../base/index.ts'
import { openDatabase } from './database.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(name: string, readonly = false) {
  return openDatabase({ file: join(folder, name), synchronous: 'FULL', readonly })
}

describe('openDatabase', () => {
  it('opens in WAL mode with the durability asked for and with foreign keys on', () => {
    const database = open('a.db')
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(database.pragma('synchronous', { simple: true })).toBe(2)
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(database.pragma('busy_timeout', { simple: true })).toBe(5000)
    database.close()
  })

  it('gives file and side files to the owner alone, also where the file was readable for others', () => {
    writeFileSync(join(folder, 'a.db'), '', { mode: 0o644 })
    const database = open('a.db')
    database.exec('CREATE TABLE t (a)')
    for (const name of ['a.db', 'a.db-wal', 'a.db-shm']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    database.close()
  })

  it('works in memory', () => {
    const database = openDatabase({ file: ':memory:', synchronous: 'NORMAL' })
    database.exec('CREATE TABLE t (a)')
    expect(database.memory).toBe(true)
    database.close()
  })

  it('names the folder that is missing', () => {
    expect(() => open('missing/a.db')).toThrow(FatalError)
    expect(() => open('missing/a.db')).toThrow(/missing\/a\.db cannot be opened.*folder exists/)
  })

  it('refuses to create a file for reading', () => {
    expect(() => open('a.db', true)).toThrow(/a\.db cannot be opened/)
  })

  it('refuses a write through a connection for reading', () => {
    open('a.db').close()
    const database = open('a.db', true)
    expect(() => database.exec('CREATE TABLE t (a)')).toThrow(/readonly/)
    database.close()
  })

  it.each([true, false])('leaves a file that is no database as it is (for reading: %s)', (readonly) => {
    const text = 'my shopping list, long enough to be taken for a header\n'.repeat(20)
    writeFileSync(join(folder, 'a.db'), text)
    expect(() => open('a.db', readonly)).toThrow(/a\.db is not a database\. Nothing was changed/)
    expect(readFileSync(join(folder, 'a.db'), 'utf8')).toBe(text)
  })

  it('finds damage inside the file and leaves the file as it is', () => {
    const database = open('a.db')
    database.exec('CREATE TABLE t (a TEXT); CREATE INDEX i ON t (a)')
    const insert = database.prepare('INSERT INTO t VALUES (?)')
    for (let row = 0; row < 500; row++) insert.run(`row ${row} ${'x'.repeat(100)}`)
    database.pragma('wal_checkpoint(TRUNCATE)')
    database.close()
    const bytes = readFileSync(join(folder, 'a.db'))
    bytes.fill(0xff, 4096, 4096 * 3)
    writeFileSync(join(folder, 'a.db'), bytes)

    expect(() => open('a.db')).toThrow(/a\.db is damaged\. Nothing was changed/)
    expect(readFileSync(join(folder, 'a.db')).equals(bytes)).toBe(true)
  })

  it('leaves a damaged file and the log beside it as a killed process left them', () => {
    const database = open('a.db')
    database.exec('CREATE TABLE t (a TEXT)')
    const insert = database.prepare('INSERT INTO t VALUES (?)')
    for (let row = 0; row < 500; row++) insert.run(`row ${row} ${'x'.repeat(100)}`)
    database.pragma('wal_checkpoint(TRUNCATE)')
    insert.run('the last row')
    for (const side of ['', '-wal']) copyFileSync(join(folder, `a.db${side}`), join(folder, `killed.db${side}`))
    database.close()
    const bytes = readFileSync(join(folder, 'killed.db'))
    bytes.fill(0xff, 4096 * 2, 4096 * 4)
    writeFileSync(join(folder, 'killed.db'), bytes)
    const log = readFileSync(join(folder, 'killed.db-wal'))
    expect(log.length).toBeGreaterThan(0)

    expect(() => open('killed.db')).toThrow(/killed\.db is damaged\. Nothing was changed/)
    expect(readFileSync(join(folder, 'killed.db')).equals(bytes)).toBe(true)
    expect(readFileSync(join(folder, 'killed.db-wal')).equals(log)).toBe(true)
  })

  it('goes on with the log that a killed process left', () => {
    const database = open('a.db')
    database.exec('CREATE TABLE t (a TEXT); INSERT INTO t VALUES (1)')
    for (const side of ['', '-wal']) copyFileSync(join(folder, `a.db${side}`), join(folder, `killed.db${side}`))
    database.close()
    const reopened = open('killed.db')
    expect(reopened.prepare('SELECT a FROM t').all()).toEqual([{ a: '1' }])
    reopened.close()
  })

  it.skipIf(process.getuid?.() === 0)('says that the folder may not be written', () => {
    chmodSync(folder, 0o500)
    expect(() => open('a.db')).toThrow(/a\.db may not be written by this user/)
    chmodSync(folder, 0o700)
  })
})
