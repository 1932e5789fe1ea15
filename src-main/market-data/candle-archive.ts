import { timeMs } from '../base/index.ts'
import type { Candle, InstrumentId, Timeframe } from '../domain/index.ts'
import { type Database, openDatabase } from '../storage/index.ts'
import {
  SELECT_CANDLES,
  SELECT_ICT_RECORDS,
  SELECT_INSTRUMENTS,
  SELECT_NEWEST_ICT_TIME,
  SELECT_NEWEST_OPEN_TIMES,
  TIMEFRAME_COLUMN,
} from './market-schema.ts'
import type { IctRecordPage, StoredIctRecord } from './ports.ts'

/** SQLite takes no larger LIMIT; it means all. */
const MAX_ROWS = 2 ** 53 - 1

type CandleRow = [number, number, number, number, number, number, number]

interface IctRecordParameters {
  readonly instrument: number
  readonly timeframe: number
  readonly beforeMs: number
  readonly kinds: string | null
  readonly limit: number
}

interface IctRecordRow {
  readonly record_id: string
  readonly kind: StoredIctRecord['kind']
  readonly direction: StoredIctRecord['direction']
  readonly top: number | null
  readonly bottom: number | null
  readonly level: number | null
  readonly formed_at_ms: number
  readonly confirmed_at_ms: number
  readonly mitigated_at_ms: number | null
  readonly filled_at_ms: number | null
  readonly invalidated_at_ms: number | null
  readonly label: string | null
  readonly source_id: string | null
}

/** Reads bars and ICT records back from `market.db` through a connection that cannot write. Sees what is committed. */
export class CandleArchive {
  readonly #database: Database
  readonly #selectCandles
  readonly #selectIctRecords

  constructor(file: string) {
    this.#database = openDatabase({ file, synchronous: 'NORMAL', readonly: true })
    this.#selectCandles = this.#database.prepare<[number, number, number, number], CandleRow>(SELECT_CANDLES).raw()
    this.#selectIctRecords = this.#database.prepare<[IctRecordParameters], IctRecordRow>(SELECT_ICT_RECORDS)
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

  /** The page of the series' records, newest first. */
  ictRecords(series: { instrument: number; timeframe: Timeframe }, page: IctRecordPage): StoredIctRecord[] {
    const { beforeMs = MAX_ROWS, kinds, limit } = page
    const rows = this.#selectIctRecords.all({
      instrument: series.instrument,
      timeframe: TIMEFRAME_COLUMN[series.timeframe],
      beforeMs: Math.min(beforeMs, MAX_ROWS),
      kinds: kinds === undefined ? null : JSON.stringify(kinds),
      limit: Math.min(limit, MAX_ROWS),
    })
    return rows.map((row) => toIctRecord(row, series.timeframe))
  }

  /** The newest of all times of the series' records. */
  newestIctTimeMs({ instrument, timeframe }: { instrument: number; timeframe: Timeframe }): number | undefined {
    const newest = this.#database
      .prepare<[number, number], number | null>(SELECT_NEWEST_ICT_TIME)
      .pluck()
      .get(instrument, TIMEFRAME_COLUMN[timeframe])
    return newest ?? undefined
  }

  /** Open time of the newest bar of each instrument that has one. */
  newestOpenTimesMs(timeframe: Timeframe): Map<InstrumentId, number> {
    const rows = this.#database
      .prepare<[number], [InstrumentId, number | null]>(SELECT_NEWEST_OPEN_TIMES)
      .raw()
      .all(TIMEFRAME_COLUMN[timeframe])
    return new Map(rows.flatMap(([name, newestMs]) => (newestMs === null ? [] : [[name, newestMs]])))
  }

  close(): void {
    this.#database.close()
  }
}

function toCandle([openTimeMs, open, high, low, close, volume, gap]: CandleRow): Candle {
  return { openTimeMs: timeMs(openTimeMs), open, high, low, close, volume, ...(gap === 1 && { gap: true }) }
}

function toIctRecord(row: IctRecordRow, timeframe: Timeframe): StoredIctRecord {
  return {
    id: row.record_id,
    kind: row.kind,
    direction: row.direction,
    timeframe,
    top: row.top,
    bottom: row.bottom,
    level: row.level,
    formedAtMs: row.formed_at_ms,
    confirmedAtMs: row.confirmed_at_ms,
    mitigatedAtMs: row.mitigated_at_ms,
    filledAtMs: row.filled_at_ms,
    invalidatedAtMs: row.invalidated_at_ms,
    label: row.label,
    sourceId: row.source_id,
  }
}
