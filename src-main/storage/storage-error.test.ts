import { describe, expect, it } from 'vitest'
import { FatalError } from '../base/index.ts'
import { openDatabase } from './database.ts'
import { storageError } from './storage-error.ts'

const withCode = (code: string): Error => Object.assign(new Error('detail'), { code })

describe('storageError', () => {
  it.each([
    ['SQLITE_CANTOPEN', 'cannot be opened'],
    ['SQLITE_NOTADB', 'is not a database. Nothing was changed or deleted'],
    ['SQLITE_CORRUPT_INDEX', 'is damaged. Nothing was changed or deleted'],
    ['SQLITE_FULL', 'the disk is full. Free some space'],
    ['SQLITE_BUSY', 'is locked by another program. Close the program'],
    ['SQLITE_READONLY_DBMOVED', 'may not be written by this user'],
    ['SQLITE_IOERR_FSYNC', 'the disk reported an error'],
    ['SQLITE_PERM', 'may not be written by this user'],
    ['EACCES', 'may not be written by this user'],
    ['ENOSPC', 'the disk is full'],
    ['ENOENT', 'cannot be opened'],
  ])('turns %s into advice that names the file', (code, advice) => {
    const error = storageError(withCode(code), '/data/ledger.db')
    expect(error).toBeInstanceOf(FatalError)
    expect(error.message).toContain('/data/ledger.db ')
    expect(error.message).toContain(advice)
    expect(error.message).toContain(`${code}: detail`)
  })

  it('leaves a mistake of the program without advice to the user', () => {
    const error = storageError(withCode('SQLITE_CONSTRAINT_UNIQUE'), 'ledger.db')
    expect(error).not.toBeInstanceOf(FatalError)
    expect(error.message).toBe('ledger.db: detail')
  })

  it('keeps words that were already found', () => {
    const found = new FatalError('found')
    expect(storageError(found, 'ledger.db')).toBe(found)
  })

  it('recognises a full disk as SQLite reports it', () => {
    const database = openDatabase({ file: ':memory:', synchronous: 'FULL' })
    database.exec('CREATE TABLE t (a); PRAGMA max_page_count = 3')
    const insert = database.prepare('INSERT INTO t VALUES (zeroblob(20000))')
    let failure: unknown
    try {
      insert.run()
    } catch (error) {
      failure = error
    }
    expect(storageError(failure, 'ledger.db').message).toMatch(/ledger\.db cannot grow: the disk is full/)
    database.close()
  })
})
