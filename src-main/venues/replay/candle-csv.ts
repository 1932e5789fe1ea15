import Papa from 'papaparse'
import { type FatalError, timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { candleFileError } from './candle-file-error.ts'

const MINUTE_MS = 60_000

const PRICES = ['open', 'high', 'low', 'close'] as const
const COLUMNS = ['ts_ms', ...PRICES, 'volume'] as const
type Column = (typeof COLUMNS)[number]

/** Characters split at a time: keeps the rows of a large file from all being in memory at once. */
const CHUNK_CHARACTERS = 1_000_000

export interface CandleFileRules {
  /** Bars may be of any length and begin at any time, as long as each begins after the one before; else they are minutes. */
  readonly anyLength?: boolean
}

/** Bars of a CSV text, each checked; `file` only names it in errors. @throws FatalError (exit code 2) at the first fault. */
export function parseCandles(text: string, file: string, rules: CandleFileRules = {}): readonly Candle[] {
  const reader = new CandleReader(file, rules)
  // A variable of its own: the library splits texts in chunks too, but its types know that for files only.
  const options = {
    skipEmptyLines: false,
    chunkSize: CHUNK_CHARACTERS,
    chunk: ({ data }: Papa.ParseResult<string[]>) => {
      for (const fields of data) reader.readLine(fields)
    },
  }
  Papa.parse<string[]>(text.startsWith('\uFEFF') ? text.slice(1) : text, options)
  return reader.finish()
}

/** Reads a file line by line and knows where it is, for the errors. */
class CandleReader {
  readonly #file: string
  readonly #anyLength: boolean
  readonly #candles: Candle[] = []
  #columns: Readonly<Record<Column, number>> | undefined
  #fields: readonly string[] = []
  #line = 0
  #previousMs = Number.NEGATIVE_INFINITY

  constructor(file: string, { anyLength = false }: CandleFileRules) {
    this.#file = file
    this.#anyLength = anyLength
  }

  readLine(fields: readonly string[]): void {
    this.#line++
    if (!this.#columns) {
      if (isBlank(fields)) throw candleFileError(`${this.#file} is empty`)
      this.#columns = findColumns(fields, this.#file)
      return
    }
    if (isBlank(fields)) return
    this.#fields = fields
    const candle = this.#readCandle(this.#columns)
    this.#candles.push(candle)
    this.#previousMs = candle.openTimeMs
  }

  finish(): readonly Candle[] {
    if (!this.#columns) throw candleFileError(`${this.#file} is empty`)
    if (this.#candles.length === 0) throw candleFileError(`${this.#file} has a header and no rows`)
    return this.#candles
  }

  #readCandle(columns: Readonly<Record<Column, number>>): Candle {
    const candle: Candle = {
      openTimeMs: timeMs(this.#number('ts_ms', columns.ts_ms)),
      open: this.#number('open', columns.open),
      high: this.#number('high', columns.high),
      low: this.#number('low', columns.low),
      close: this.#number('close', columns.close),
      volume: this.#number('volume', columns.volume),
    }
    this.#checkTime(candle.openTimeMs)
    this.#checkPrices(candle)
    if (candle.volume < 0) throw this.#fault('volume', `is negative: ${candle.volume}`)
    return candle
  }

  #number(column: Column, index: number): number {
    const text = this.#fields[index] ?? ''
    const value = Number(text)
    // `Number` takes empty text for zero.
    if (value === 0 && text.trim() === '') throw this.#fault(column, 'is empty')
    if (!Number.isFinite(value)) throw this.#fault(column, `is not a number: "${text.trim()}"`)
    return value
  }

  #checkTime(openTimeMs: number): void {
    if (!Number.isInteger(openTimeMs)) throw this.#fault('ts_ms', `is not a whole number of ms: ${openTimeMs}`)
    if (!this.#anyLength && openTimeMs % MINUTE_MS !== 0) {
      throw this.#fault(
        'ts_ms',
        `is not on a whole minute: ${openTimeMs} (ms since 1970 UTC, a multiple of ${MINUTE_MS})`,
      )
    }
    if (openTimeMs < 0) throw this.#fault('ts_ms', `is before 1970: ${openTimeMs}`)
    if (openTimeMs <= this.#previousMs) {
      throw this.#fault('ts_ms', `does not increase: ${openTimeMs} comes after ${this.#previousMs}`)
    }
  }

  #checkPrices(candle: Candle): void {
    const { open, high, low, close } = candle
    for (const column of PRICES) {
      if (candle[column] <= 0) throw this.#fault(column, `must be above 0, is ${candle[column]}`)
    }
    if (high < low) throw this.#fault('high', `is below low: ${high} < ${low}`)
    if (high < open || high < close) throw this.#fault('high', `${high} is below open ${open} or close ${close}`)
    if (low > open || low > close) throw this.#fault('low', `${low} is above open ${open} or close ${close}`)
  }

  /** Data rows are counted from 1, lines of the file too. */
  #fault(column: Column, problem: string): FatalError {
    const row = this.#candles.length + 1
    return candleFileError(`${this.#file}, row ${row} (line ${this.#line}), column "${column}" ${problem}`)
  }
}

function isBlank(fields: readonly string[]): boolean {
  return fields.length <= 1 && (fields[0] ?? '').trim() === ''
}

function findColumns(header: readonly string[], file: string): Readonly<Record<Column, number>> {
  const names = header.map((name) => name.trim())
  const missing = COLUMNS.filter((column) => !names.includes(column))
  if (missing.length > 0) {
    const quoted = (list: readonly string[]) => list.map((name) => `"${name}"`).join(', ')
    throw candleFileError(`${file} has no column ${quoted(missing)}; it has ${quoted(names)}`)
  }
  const indexOf = (column: Column) => names.indexOf(column)
  return {
    ts_ms: indexOf('ts_ms'),
    open: indexOf('open'),
    high: indexOf('high'),
    low: indexOf('low'),
    close: indexOf('close'),
    volume: indexOf('volume'),
  }
}
