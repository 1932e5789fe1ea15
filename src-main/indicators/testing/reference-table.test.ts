import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { candlesOf, readReferenceTable, type ReferenceTable } from './reference-table.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reference-table-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function tableOf(text: string, rowCount?: number): ReferenceTable {
  const path = join(folder, 'table.csv')
  writeFileSync(path, text)
  return readReferenceTable(path, rowCount)
}

describe('readReferenceTable', () => {
  it('puts lines at their rows and leaves those that are missing, and empty cells, without a value', () => {
    const { columns, lineCount } = tableOf('index,a,b\n1,5,\n3,-1e-3,0\n', 5)
    const { NaN: none } = Number
    expect([...columns]).toEqual([
      ['a', Float64Array.of(none, 5, none, -0.001, none)],
      ['b', Float64Array.of(none, none, none, 0, none)],
    ])
    expect(lineCount).toBe(2)
  })

  it('takes a dense table as long as it is', () => {
    expect(tableOf('index,a\r\n0,1\r\n1,2\r\n').columns.get('a')).toEqual(Float64Array.of(1, 2))
  })

  it.each([
    ['index,a\n5,1\n', 'line 2 does not fit: 5,1'],
    ['index,a\n0,1\nx,1\n', 'line 3 does not fit: x,1'],
    ['index,a\n0,1,2\n', 'line 2 does not fit: 0,1,2'],
    ['index,a\n0,one\n', '"one" is no number'],
  ])('refuses %j', (text, message) => {
    expect(() => tableOf(text, 5)).toThrow(message)
  })
})

describe('candlesOf', () => {
  it('finds the columns by name', () => {
    const table = tableOf('index,volume,ts_ms,open,close,high,low\n0,7,60000,1,2,3,0.5\n')
    expect(candlesOf(table)).toEqual([{ openTimeMs: 60_000, open: 1, high: 3, low: 0.5, close: 2, volume: 7 }])
  })
})
