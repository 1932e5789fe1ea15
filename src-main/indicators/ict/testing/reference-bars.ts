import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'

/** Folder with published reference series; it lies outside the repository and is not on every machine. */
const REFERENCE_FOLDER = join(import.meta.dirname, '../../../../../shared/fixtures/smc')

export const HAS_REFERENCE_BARS = existsSync(join(REFERENCE_FOLDER, 'ohlcv.csv'))

/** A year of EURUSD in bars of 15 minutes. */
export function referenceBars(): Candle[] {
  return referenceRows('ohlcv.csv').map(([, openTimeMs = 0, open = 0, high = 0, low = 0, close = 0, volume = 0]) => ({
    openTimeMs: timeMs(openTimeMs),
    open,
    high,
    low,
    close,
    volume,
  }))
}

/** Cells of a reference file, its header left out; an empty cell is NaN. */
export function referenceRows(file: string): number[][] {
  const [, ...lines] = readFileSync(join(REFERENCE_FOLDER, file), 'utf8').trim().split(/\r?\n/)
  return lines.map((line) => line.split(',').map((cell) => (cell === '' ? Number.NaN : Number(cell))))
}
