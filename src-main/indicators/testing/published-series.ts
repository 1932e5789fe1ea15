import { readFileSync } from 'node:fs'

/** A published series: columns by name, one number for every bar, NaN where the file has no value. */
export interface PublishedSeries {
  readonly columns: readonly string[]
  readonly values: readonly Float64Array[]
}

/** Reads a file whose header names the columns after the first, which counts the bars. */
export function readPublishedSeries(path: string): PublishedSeries {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  const [, ...columns] = header.split(',')
  const rows = lines.map((line) => line.split(','))
  const values = columns.map((_, place) =>
    Float64Array.from(rows, (cells) => (cells[place + 1] ? Number(cells[place + 1]) : Number.NaN)),
  )
  return { columns, values }
}

export interface Comparison {
  /** Cells with a value on either side. */
  readonly cells: number
  /** What differs, as a sentence for each cell. */
  readonly faults: readonly string[]
}

/** Compares cell by cell: both have a value or neither has one, and `agrees` says whether two values are the same. */
export function compareCells(
  actual: Float64Array,
  expected: Float64Array,
  agrees: (actual: number, expected: number) => boolean,
): Comparison {
  const faults: string[] = []
  let cells = 0
  for (const [bar, value] of expected.entries()) {
    const computed = actual[bar] ?? Number.NaN
    if (Number.isNaN(value) && Number.isNaN(computed)) continue
    cells += 1
    if (!agrees(computed, value)) faults.push(`bar ${bar}: expected ${value}, got ${computed}`)
  }
  if (actual.length !== expected.length) faults.push(`expected ${expected.length} bars, got ${actual.length}`)
  return { cells, faults }
}
