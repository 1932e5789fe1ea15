import { describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { GroupCommit } from './group-commit.ts'

function memory() {
  const database = openDatabase({ file: ':memory:', synchronous: 'FULL' })
  database.exec('CREATE TABLE t (a INTEGER PRIMARY KEY)')
  const group = new GroupCommit(database, { add: 'INSERT INTO t VALUES (?)' })
  const rows = (): unknown[] => database.prepare('SELECT a FROM t ORDER BY a').pluck().all()
  return { database, group, rows }
}

const add = (value: number) => ({ statement: 'add', params: [value] })

describe('GroupCommit', () => {
  it('stores all batches of one call', () => {
    const { group, rows } = memory()
    group.store([[add(1), add(2)], [add(3)]])
    expect(rows()).toEqual([1, 2, 3])
  })

  it('stores nothing of a call in which one statement fails', () => {
    const { group, rows } = memory()
    group.store([[add(1)]])
    expect(() => group.store([[add(2)], [add(1)], [add(3)]])).toThrow(/UNIQUE/)
    expect(rows()).toEqual([1])
  })

  it('refuses wrong SQL when it is built, not when the first order comes', () => {
    const { database } = memory()
    expect(() => new GroupCommit(database, { add: 'INSERT INTO nowhere VALUES (?)' })).toThrow(/nowhere/)
  })
})
