import { readFileSync } from 'node:fs'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'

/** A CSV file of numbers: the first column, `index`, says which row a line is; rows left out have no values. */
export interface ReferenceTable {
  /** All columns but `index`, in their order; NaN where a cell is empty or its row left out. */
  readonly columns: ReadonlyMap<string, Float64Array>
  /** Lines below the header. */
  readonly lineCount: number
}

/**
 * @param rowCount - Rows that the table stands for; as many as there are lines unless given.
 * @throws Error that names the line which has no such row, a cell that is no number, or too few or many cells.
 */
export function readReferenceTable(path: string, rowCount?: number): ReferenceTable {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  const [, ...names] = header.split(',')
  const rows = rowCount ?? lines.length
  const columns = new Map(names.map((name) => [name, new Float64Array(rows).fill(Number.NaN)]))
  for (const [lineIndex, line] of lines.entries()) {
    const [row = '', ...cells] = line.split(',')
    const isRow = /^\d+$/.test(row) && Number(row) < rows
    if (!isRow || cells.length !== names.length) throw new Error(`${path}: line ${lineIndex + 2} does not fit: ${line}`)
    for (const [place, name] of names.entries()) {
      const values = columns.get(name)
      if (values !== undefined) values[Number(row)] = cellValue(cells[place] ?? '', path)
    }
  }
  return { columns, lineCount: lines.length }
}

/** The bars of a table with the columns `ts_ms` (open time), open, high, low, close, volume. */
export function candlesOf({ columns, lineCount }: ReferenceTable): Candle[] {
  const valueAt = (name: string, index: number): number => columns.get(name)?.[index] ?? Number.NaN
  return Array.from({ length: lineCount }, (_, index) => ({
    openTimeMs: timeMs(valueAt('ts_ms', index)),
    open: valueAt('open', index),
    high: valueAt('high', index),
    low: valueAt('low', index),
    close: valueAt('close', index),
    volume: valueAt('volume', index),
  }))
}

function cellValue(text: string, path: string): number {
  if (text === '') return Number.NaN
  const value = Number(text)
  if (!Number.isFinite(value)) throw new Error(`${path}: "${text}" is no number`)
  return value
}
