import { describe, expect, it } from 'vitest'
import { type Column, facts, table, utc } from './output.ts'

interface Row {
  readonly name: string
  readonly amount: string | number | null
}
const COLUMNS: readonly Column<Row>[] = [
  ['name', (row) => row.name],
  ['amount', (row) => row.amount],
]

describe('table', () => {
  it('makes columns as wide as their widest value; numbers stand right', () => {
    const rows: Row[] = [
      { name: 'long name', amount: '1.5' },
      { name: 'b', amount: 1234 },
    ]
    expect(table(rows, COLUMNS, 'nothing')).toEqual(['name       amount', 'long name     1.5', 'b            1234'])
  })

  it('shows what is missing as a dot, without turning a column of numbers into text', () => {
    const rows: Row[] = [
      { name: 'a', amount: null },
      { name: 'b', amount: 12.25 },
    ]
    expect(table(rows, COLUMNS, 'nothing')).toEqual(['name  amount', 'a          ·', 'b      12.25'])
  })

  it('says so where there is no row', () => {
    expect(table([], COLUMNS, 'nothing')).toEqual(['nothing'])
  })
})

describe('facts', () => {
  it('puts the values under each other', () => {
    expect(
      facts([
        ['a', 1],
        ['long', null],
      ]),
    ).toEqual(['a     1', 'long  ·'])
  })
})

describe('utc', () => {
  it('is date and time to the second', () => {
    expect(utc(1_767_571_200_999)).toBe('2026-01-05 00:00:00')
  })
})
