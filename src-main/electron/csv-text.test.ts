import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvText } from './csv-text.ts'

/** Reads what RFC 4180 allows; written apart from the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  const cells = /(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/y
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    cells.lastIndex = at
    const match = cells.exec(text)
    if (match === null) throw new Error(`no cell at ${at}`)
    if (match[0].startsWith('\r\n')) {
      rows.push(row)
      row = []
    }
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    at = cells.lastIndex
  }
  return rows
}

describe('csvText', () => {
  it('writes header and rows, with quotes where they are needed', () => {
    const rows = [
      ['a,b', 1.5, null],
      ['say "no"', -2, undefined],
    ]
    expect(csvText(['text', 'number', 'nothing'], rows)).toBe(
      'text,number,nothing\r\n"a,b",1.5,\r\n"say ""no""",-2,\r\n',
    )
  })

  it.each(['=1+1', '+A1', '-A1', '@cmd', '\tx'])('takes the meaning of a formula from %j', (text) => {
    expect(csvText(['text'], [[text]])).toBe(`text\r\n'${text}\r\n`)
  })

  it('is read back as it was written, whatever the texts hold', () => {
    const cell = fc.string().filter((text) => !/^[=+\-@\t\r]/.test(text))
    const row = fc.tuple(cell, cell)
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        expect(readCsv(csvText(['one', 'two'], rows))).toEqual([['one', 'two'], ...rows])
      }),
    )
  })
})
