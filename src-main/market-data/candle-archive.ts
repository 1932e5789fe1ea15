import { timeMs } from '../base/index.ts'
import type { Candle, InstrumentId, Timeframe } from '../domain/index.ts'
import { type Database, openDatabase } from '../storage/index.ts'
import { SELECT_CANDLES, SELECT_INSTRUMENTS, SELECT_NEWEST_OPEN_TIME, TIMEFRAME_COLUMN } from './market-schema.ts'

/** SQLite takes no larger LIMIT; it means all. */
const MAX_ROWS = 2 ** 53 - 1

type CandleRow = [number, number, number, number, number, number, number]

/** Reads bars back from `market.db` through a connection that cannot write. Sees what is committed. */
export class CandleArchive {
  readonly #database: Database
  readonly #selectCandles

  constructor(file: string) {
    this.#database = openDatabase({ file, synchronous: 'NORMAL', readonly: true })
    this.#selectCandles = this.#database.prepare<[number, number, number, number], CandleRow>(SELECT_CANDLES).raw()
  }

  /** The number that stands for each instrument in the file. */
  instrumentNumbers(): Map<InstrumentId, number> {
    const rows = this.#database.prepare<[], [number, InstrumentId]>(SELECT_INSTRUMENTS).raw().all()
    return new Map(rows.map(([number, name]) => [name, number]))
  }

  /** Up to `limit` bars of the series that open before `beforeMs`, oldest first. */
  before(series: { instrument: number; timeframe: Timeframe }, beforeMs: number, limit: number): Candle[] {
    const timeframe = TIMEFRAME_COLUMN[series.timeframe]
    const rows = this.#selectCandles.all(series.instrument, timeframe, beforeMs, Math.min(limit, MAX_ROWS))
    return rows.reverse().map(toCandle)
  }

  /** Open time of the newest bar of any instrument. */
  newestOpenTimeMs(timeframe: Timeframe): number | undefined {
    const newest = this.#database
      .prepare<[number], number | null>(SELECT_NEWEST_OPEN_TIME)
      .pluck()
      .get(TIMEFRAME_COLUMN[timeframe])
    return newest ?? undefined
  }

  close(): void {
    this.#database.close()
  }
}

function toCandle([openTimeMs, open, high, low, close, volume, gap]: CandleRow): Candle {
  return { openTimeMs: timeMs(openTimeMs), open, high, low, close, volume, ...(gap === 1 && { gap: true }) }
}
