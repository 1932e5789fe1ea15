import { Emitter, type Event } from '../base/index.ts'
import { type Candle, type InstrumentId, type Timeframe, TIMEFRAMES, type VenueId } from '../domain/index.ts'
import { SqliteWriter, type WriteOp } from '../storage/index.ts'
import { CandleArchive } from './candle-archive.ts'
import { CandleColumns } from './candle-columns.ts'
import { MARKET_MIGRATIONS, MARKET_STATEMENTS, TIMEFRAME_COLUMN } from './market-schema.ts'
import { notNewer, rethrow } from './memory-candle-store.ts'
import type { CandlePage, CandleStore } from './ports.ts'
import { SeriesMap } from './series-map.ts'
import { SqliteIctRecordStore } from './sqlite-ict-record-store.ts'

const TAIL_BARS = 5_000

export interface SqliteCandleStoreOptions {
  readonly file: string
  /** Newest bars per series that are always in memory; 5,000 unless given. */
  readonly tailBars?: number
  /** The file cannot be written any more; bars are kept in memory from then on. Called once. */
  readonly onFailed: (error: Error) => void
}

/** Newest bars of one series. Whatever is older than its first bar is committed and read from the file. */
interface Tail {
  readonly instrument: number
  readonly timeframe: Timeframe
  readonly columns: CandleColumns
  last: Candle | undefined
  /** Open time of the newest bar known to be committed. */
  storedUpToMs: number
  /** Deletions of this series that the file has not made yet: until then it still holds bars that are gone. */
  clearing: number
  revision: number
}

/** Keeps bars in `market.db`: written by a thread of its own, the newest ones also in memory. */
export class SqliteCandleStore implements CandleStore {
  readonly ictRecords: SqliteIctRecordStore
  readonly #cleared = new Emitter<InstrumentId>(rethrow)
  readonly #writer: SqliteWriter
  readonly #archive: CandleArchive
  readonly #tailBars: number
  readonly #instruments: Map<InstrumentId, number>
  readonly #tails: SeriesMap<Tail>
  readonly #isFailed: () => boolean
  /** Of one-minute bars. */
  readonly #newestOpenTimesMs: Map<InstrumentId, number>

  private constructor(
    parts: { writer: SqliteWriter; archive: CandleArchive; isFailed: () => boolean },
    tailBars: number,
  ) {
    this.#writer = parts.writer
    this.#archive = parts.archive
    this.#isFailed = parts.isFailed
    this.#tailBars = tailBars
    this.#instruments = parts.archive.instrumentNumbers()
    this.#newestOpenTimesMs = parts.archive.newestOpenTimesMs('1m')
    this.#tails = new SeriesMap((instrumentId, timeframe) => this.#load(instrumentId, timeframe))
    this.ictRecords = new SqliteIctRecordStore({
      archive: parts.archive,
      numberOf: (instrumentId) => this.#numberOf(instrumentId),
      write: (ops, onStored) => this.#write(ops, onStored),
    })
  }

  /** Opens or creates the file. Rejects with a `FatalError` that names the file and what to do. */
  static async open({ file, tailBars = TAIL_BARS, onFailed }: SqliteCandleStoreOptions): Promise<SqliteCandleStore> {
    let failed = false
    const writer = await SqliteWriter.open({
      file,
      synchronous: 'NORMAL',
      migrations: MARKET_MIGRATIONS,
      statements: MARKET_STATEMENTS,
      onFailed(error) {
        failed = true
        onFailed(error)
      },
    })
    try {
      return new SqliteCandleStore({ writer, archive: new CandleArchive(file), isFailed: () => failed }, tailBars)
    } catch (error) {
      await writer.close()
      throw error
    }
  }

  get onCleared(): Event<InstrumentId> {
    return this.#cleared.event
  }

  append(instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle): void {
    const tail = this.#tails.get(instrumentId, timeframe)
    if (tail.last !== undefined && candle.openTimeMs <= tail.last.openTimeMs) {
      throw notNewer(instrumentId, timeframe, { candle, last: tail.last })
    }
    tail.columns.push(candle)
    tail.last = candle
    tail.revision++
    if (timeframe === '1m') {
      this.#newestOpenTimesMs.set(
        instrumentId,
        Math.max(this.#newestOpenTimesMs.get(instrumentId) ?? 0, candle.openTimeMs),
      )
    }
    this.#write([insertion(tail, candle)], () => (tail.storedUpToMs = candle.openTimeMs))
    if (tail.columns.length >= 2 * this.#tailBars) this.#trim(tail)
  }

  last(instrumentId: InstrumentId, timeframe: Timeframe): Candle | undefined {
    return this.#tails.get(instrumentId, timeframe).last
  }

  before(instrumentId: InstrumentId, timeframe: Timeframe, { beforeMs, limit }: CandlePage): readonly Candle[] {
    const tail = this.#tails.get(instrumentId, timeframe)
    const newer = tail.columns.before(beforeMs, limit)
    const missing = limit - newer.length
    if (missing <= 0 || tail.columns.length === 0 || tail.clearing > 0) return newer
    const tailStartMs = tail.columns.at(0).openTimeMs
    const older = this.#archive.before(tail, Math.min(beforeMs ?? tailStartMs, tailStartMs), missing)
    return older.length === 0 ? newer : [...older, ...newer]
  }

  revision(instrumentId: InstrumentId, timeframe: Timeframe): number {
    return this.#tails.get(instrumentId, timeframe).revision
  }

  clear(instrumentId: InstrumentId): void {
    const tails = TIMEFRAMES.map((timeframe) => this.#tails.get(instrumentId, timeframe))
    for (const tail of tails) {
      tail.columns.dropFirst(tail.columns.length)
      tail.last = undefined
      tail.clearing++
      tail.revision++
    }
    const onRecordsCleared = this.ictRecords.beginClear(instrumentId)
    this.#write(clearing(this.#numberOf(instrumentId)), () => {
      for (const tail of tails) {
        tail.clearing--
        tail.storedUpToMs = -1
      }
      onRecordsCleared()
    })
    this.#cleared.fire(instrumentId)
  }

  /** Open time of the newest one-minute bar that any instrument of the venue has had; undefined before the first. */
  newestOpenTimeMs(venueId: VenueId): number | undefined {
    let newestMs: number | undefined
    for (const [instrumentId, timeMs] of this.#newestOpenTimesMs) {
      if (instrumentId.startsWith(`${venueId}:`)) newestMs = Math.max(newestMs ?? 0, timeMs)
    }
    return newestMs
  }

  /** The writer of the file; others may write beside it. */
  get writer(): SqliteWriter {
    return this.#writer
  }

  /** Resolves once every bar handed over so far is in the file. */
  drained(): Promise<void> {
    return this.#writer.drained()
  }

  async close(): Promise<void> {
    // The reader first: the last connection moves the log into the file, and only the writer may.
    this.#archive.close()
    await this.#writer.close()
  }

  /** A file that cannot be written has been reported; trading on fresh prices goes on without it. */
  #write(ops: readonly WriteOp[], onStored?: () => void): boolean {
    if (this.#isFailed()) return false
    this.#writer.write(ops, onStored)
    return true
  }

  /** Bars that are not committed yet stay, because the file could not give them back. */
  #trim(tail: Tail): void {
    const surplus = tail.columns.length - this.#tailBars
    const stored = this.#isFailed() ? surplus : this.#storedCount(tail)
    tail.columns.dropFirst(Math.min(surplus, stored))
  }

  #storedCount(tail: Tail): number {
    return tail.clearing > 0 ? 0 : tail.columns.countBefore(tail.storedUpToMs + 1)
  }

  #load(instrumentId: InstrumentId, timeframe: Timeframe): Tail {
    const instrument = this.#numberOf(instrumentId)
    const candles = this.#archive.before({ instrument, timeframe }, Number.MAX_SAFE_INTEGER, this.#tailBars)
    const columns = new CandleColumns()
    for (const candle of candles) columns.push(candle)
    const last = candles.at(-1)
    return { instrument, timeframe, columns, last, storedUpToMs: last?.openTimeMs ?? -1, clearing: 0, revision: 0 }
  }

  #numberOf(instrumentId: InstrumentId): number {
    const known = this.#instruments.get(instrumentId)
    if (known !== undefined) return known
    const number = Math.max(0, ...this.#instruments.values()) + 1
    this.#instruments.set(instrumentId, number)
    this.#write([{ statement: 'insertInstrument', params: [number, instrumentId] }])
    return number
  }
}

function clearing(instrument: number): readonly WriteOp[] {
  const params = [instrument]
  return [
    { statement: 'clearInstrument', params },
    { statement: 'clearIctRecords', params },
  ]
}

function insertion({ instrument, timeframe }: Tail, candle: Candle): WriteOp {
  const { openTimeMs, open, high, low, close, volume, gap } = candle
  const params = [instrument, TIMEFRAME_COLUMN[timeframe], openTimeMs, open, high, low, close, volume, gap ? 1 : 0]
  return { statement: 'insertCandle', params }
}
