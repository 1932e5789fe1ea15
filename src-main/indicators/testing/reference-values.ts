import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'

/** Folder with published reference series; it lies outside the repository and is not on every machine. */
const REFERENCE_FOLDER = join(import.meta.dirname, '../../../../shared/fixtures/classic')

export const HAS_REFERENCE_VALUES = existsSync(join(REFERENCE_FOLDER, 'ohlcv.csv'))

/** The daily bars that the reference series are computed from. */
export function referenceCandles(): Candle[] {
  return readColumns('ohlcv.csv', ['ts_ms', 'open', 'high', 'low', 'close', 'volume']).map((row) => {
    const [openTimeMs = Number.NaN, open = Number.NaN, high = Number.NaN, low = Number.NaN] = row.map(Number)
    return { openTimeMs: timeMs(openTimeMs), open, high, low, close: Number(row[4]), volume: Number(row[5]) }
  })
}

/** One reference column, null where it has no value yet. */
export function referenceColumn(file: string, column: string): (number | null)[] {
  return readColumns(file, [column]).map(([text]) => (text === '' ? null : Number(text)))
}

function readColumns(file: string, columns: readonly string[]): string[][] {
  const [header = '', ...lines] = readFileSync(join(REFERENCE_FOLDER, file), 'utf8').trim().split(/\r?\n/)
  const names = header.split(',')
  const positions = columns.map((column) => names.indexOf(column))
  return lines.map((line) => {
    const cells = line.split(',')
    return positions.map((position) => cells[position] ?? '')
  })
}
