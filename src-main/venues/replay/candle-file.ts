import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { errorText } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { type CandleFileRules, parseCandles } from './candle-csv.ts'
import { candleFileError } from './candle-file-error.ts'

const unzip = promisify(gunzip)

/**
 * Reads one-minute bars, or bars of any length where the rules allow them, from a CSV file, plain or gzipped (`.gz`), with the columns `ts_ms` (open time in ms UTC), `open`,
 * `high`, `low`, `close` and `volume`; others are ignored.
 *
 * @throws FatalError (exit code 2) that names the file and, where it applies, row, line and column.
 */
export async function loadCandleFile(file: string, rules?: CandleFileRules): Promise<readonly Candle[]> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw candleFileError(isMissing(error) ? `${file} does not exist` : `${file} cannot be read: ${errorText(error)}`)
  })
  return parseCandles(await decode(file, bytes), file, rules)
}

async function decode(file: string, bytes: Buffer): Promise<string> {
  if (!file.toLowerCase().endsWith('.gz')) return bytes.toString('utf8')
  const plain = await unzip(bytes).catch((error: unknown) => {
    throw candleFileError(`${file} is not a whole gzip file: ${errorText(error)}`)
  })
  return plain.toString('utf8')
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
