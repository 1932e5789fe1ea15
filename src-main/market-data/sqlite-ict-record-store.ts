import { type InstrumentId, type Timeframe, TIMEFRAMES } from '../domain/index.ts'
import type { WriteOp } from '../storage/index.ts'
import type { CandleArchive } from './candle-archive.ts'
import { mergedRecord, newestTimeMs, recordPage } from './ict-record-order.ts'
import { TIMEFRAME_COLUMN } from './market-schema.ts'
import type { IctRecordPage, IctRecordStore, StoredIctRecord } from './ports.ts'
import { SeriesMap } from './series-map.ts'

/** The file that bars and records share. */
export interface MarketFile {
  readonly archive: CandleArchive
  /** The number that stands for the instrument in the file. */
  numberOf(instrumentId: InstrumentId): number
  /** Hands statements to the thread that writes; false where the file cannot be written any more. */
  write(ops: readonly WriteOp[], onStored: () => void): boolean
}

/** What of a series is not in the file yet. */
interface Waiting {
  readonly records: Map<string, StoredIctRecord>
  /** Deletions that the file has not made yet: until then it still holds records that are gone. */
  clearing: number
}

/** Keeps ICT records in `market.db`, beside the bars they were found in and through the same writer. */
export class SqliteIctRecordStore implements IctRecordStore {
  readonly #file: MarketFile
  readonly #waiting = new SeriesMap<Waiting>(() => ({ records: new Map(), clearing: 0 }))

  constructor(file: MarketFile) {
    this.#file = file
  }

  put(instrumentId: InstrumentId, timeframe: Timeframe, records: readonly StoredIctRecord[]): boolean {
    if (records.length === 0) return true
    const { records: waiting } = this.#waiting.get(instrumentId, timeframe)
    const instrument = this.#file.numberOf(instrumentId)
    const copies = records.map((record) => merged(waiting.get(record.id), record))
    const isTaken = this.#file.write(
      copies.map((record) => upsert(instrument, timeframe, record)),
      () => forget(waiting, copies),
    )
    // The newest ones stay readable from whoever computes them.
    if (isTaken) for (const copy of copies) waiting.set(copy.id, copy)
    return isTaken
  }

  before(instrumentId: InstrumentId, timeframe: Timeframe, page: IctRecordPage): readonly StoredIctRecord[] {
    const { records, clearing } = this.#waiting.get(instrumentId, timeframe)
    const series = { instrument: this.#file.numberOf(instrumentId), timeframe }
    const stored = clearing > 0 ? [] : this.#file.archive.ictRecords(series, page)
    return recordPage([...stored, ...records.values()], page)
  }

  newestMs(instrumentId: InstrumentId, timeframe: Timeframe): number | undefined {
    const { records, clearing } = this.#waiting.get(instrumentId, timeframe)
    const series = { instrument: this.#file.numberOf(instrumentId), timeframe }
    const storedMs = clearing > 0 ? undefined : this.#file.archive.newestIctTimeMs(series)
    const waitingMs = newestTimeMs(records.values())
    return storedMs === undefined ? waitingMs : Math.max(storedMs, waitingMs ?? 0)
  }

  /** Forgets the instrument's records; the caller writes their deletion and calls the answer once that is stored. */
  beginClear(instrumentId: InstrumentId): () => void {
    const series = TIMEFRAMES.map((timeframe) => this.#waiting.get(instrumentId, timeframe))
    for (const waiting of series) {
      waiting.records.clear()
      waiting.clearing++
    }
    return () => {
      for (const waiting of series) waiting.clearing--
    }
  }
}

/** A copy, because the record goes on to change where it came from. */
function merged(known: StoredIctRecord | undefined, record: StoredIctRecord): StoredIctRecord {
  return known === undefined ? { ...record } : mergedRecord(known, record)
}

/** What was handed over again meanwhile goes on waiting. */
function forget(waiting: Map<string, StoredIctRecord>, stored: readonly StoredIctRecord[]): void {
  for (const record of stored) if (waiting.get(record.id) === record) waiting.delete(record.id)
}

function upsert(instrument: number, timeframe: Timeframe, record: StoredIctRecord): WriteOp {
  const { id, kind, direction, top, bottom, level, formedAtMs, confirmedAtMs } = record
  const { mitigatedAtMs, filledAtMs, invalidatedAtMs, label, sourceId } = record
  const published = [instrument, id, TIMEFRAME_COLUMN[timeframe], kind, direction, top, bottom, level]
  const times = [formedAtMs, confirmedAtMs, mitigatedAtMs, filledAtMs, invalidatedAtMs]
  return { statement: 'upsertIctRecord', params: [...published, ...times, label, sourceId] }
}
