import { Emitter, type Event, InvariantError } from '../base/index.ts'
import type { Candle, InstrumentId, Timeframe } from '../domain/index.ts'
import { CandleColumns } from './candle-columns.ts'
import { MemoryIctRecordStore } from './memory-ict-record-store.ts'
import { isoTime } from './minutes.ts'
import type { CandlePage, CandleStore } from './ports.ts'
import { SeriesMap } from './series-map.ts'

interface Series {
  readonly columns: CandleColumns
  last: Candle | undefined
  revision: number
}

/** Keeps every bar in memory and forgets all of it at the end: for replays, backtests and tests. */
export class MemoryCandleStore implements CandleStore {
  readonly ictRecords = new MemoryIctRecordStore()
  readonly #cleared = new Emitter<InstrumentId>(rethrow)
  readonly #series = new SeriesMap<Series>(() => ({ columns: new CandleColumns(), last: undefined, revision: 0 }))

  get onCleared(): Event<InstrumentId> {
    return this.#cleared.event
  }

  append(instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle): void {
    const series = this.#series.get(instrumentId, timeframe)
    if (series.last !== undefined && candle.openTimeMs <= series.last.openTimeMs) {
      throw notNewer(instrumentId, timeframe, { candle, last: series.last })
    }
    series.columns.push(candle)
    series.last = candle
    series.revision++
  }

  last(instrumentId: InstrumentId, timeframe: Timeframe): Candle | undefined {
    return this.#series.get(instrumentId, timeframe).last
  }

  before(instrumentId: InstrumentId, timeframe: Timeframe, { beforeMs, limit }: CandlePage): readonly Candle[] {
    return this.#series.get(instrumentId, timeframe).columns.before(beforeMs, limit)
  }

  revision(instrumentId: InstrumentId, timeframe: Timeframe): number {
    return this.#series.get(instrumentId, timeframe).revision
  }

  clear(instrumentId: InstrumentId): void {
    for (const series of this.#series.of(instrumentId)) {
      series.columns.dropFirst(series.columns.length)
      series.last = undefined
      series.revision++
    }
    this.ictRecords.clear(instrumentId)
    this.#cleared.fire(instrumentId)
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

/** Those who listen to a store are parts of the engine: a failure of theirs is one of the call. */
export function rethrow(error: unknown): never {
  throw error
}

/** What both stores say when a bar comes out of order. */
export function notNewer(
  instrumentId: InstrumentId,
  timeframe: Timeframe,
  { candle, last }: { candle: Candle; last: Candle },
): InvariantError {
  return new InvariantError(
    `${instrumentId} ${timeframe}: a bar must open after the last one stored (${isoTime(last.openTimeMs)}), ` +
      `got ${isoTime(candle.openTimeMs)}`,
  )
}
