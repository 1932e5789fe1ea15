import type { IctRecordsView, IctRecordView } from '../../src-contract/index.ts'
import { type Disposable, DisposableStore } from '../base/index.ts'
import type { Candle, InstrumentId, Timeframe } from '../domain/index.ts'
import { type CandleStore, type IctRecordPage, recordPage } from '../market-data/index.ts'
import { ENDED_IN_MEMORY, type IctStorage, IctStream } from './ict-stream.ts'
import type { Series } from './series.ts'
import { type Lease, SharedFeeds } from './shared-feeds.ts'

export interface IctStreamsPorts {
  readonly candles: CandleStore
  /** Hears of listeners and detectors that threw. */
  readonly onError: (error: unknown) => void
}

/**
 * ICT records of any series, for charts, answers and strategies alike: found once however many follow them, and no longer than
 * somebody does. A record is published when it is confirmed, and from then on only gets later times.
 */
export class IctStreams {
  readonly #ports: IctStreamsPorts
  readonly #streams = new SharedFeeds<IctStream>()
  readonly #storages = new Map<InstrumentId, Map<Timeframe, IctStorage>>()
  readonly #cleared: Disposable

  constructor(ports: IctStreamsPorts) {
    this.#ports = ports
    this.#cleared = ports.candles.onCleared((instrumentId) => this.#handleCleared(instrumentId))
  }

  /** Series that somebody follows. */
  get streamCount(): number {
    return this.#streams.size
  }

  /** The records of a series to read at will, until it is given back. */
  open(series: Series): Lease<IctStream> {
    const lease = this.#streams.lease(`${series.instrumentId}|${series.timeframe}`, () => this.#create(series))
    lease.feed.catchUp()
    return lease
  }

  /**
   * The active records and the newest ended ones, and from then on each that is published or gets a later time. What `listener`
   * hears goes to every listener and must not be changed.
   */
  follow(
    series: Series,
    listener: (record: IctRecordView) => void,
  ): { readonly snapshot: IctRecordsView; readonly subscription: Disposable } {
    const { instrumentId, timeframe } = series
    // Before the lease, so that what the store fails with leaves nobody following; what is stored meanwhile is in memory, too.
    const stored = this.#ports.candles.ictRecords.before(instrumentId, timeframe, { limit: ENDED_IN_MEMORY })
    const lease = this.open(series)
    const subscription = new DisposableStore()
    subscription.add(lease)
    subscription.add(lease.feed.onRecord(listener))
    const records = copies(recordPage([...stored, ...lease.feed.inMemory()], { limit: Infinity }))
    return { snapshot: { instrumentId, timeframe, records }, subscription }
  }

  /**
   * Records by time of confirmation, then id: those in the store and those that have not ended. A series that nobody follows
   * is looked through for this one answer.
   */
  records({ instrumentId, timeframe }: Series, page: IctRecordPage): IctRecordsView {
    const lease = this.open({ instrumentId, timeframe })
    try {
      const stored = this.#ports.candles.ictRecords.before(instrumentId, timeframe, page)
      const records = copies(recordPage([...stored, ...lease.feed.inMemory()], page))
      return { instrumentId, timeframe, records }
    } finally {
      lease.dispose()
    }
  }

  /** Takes the bars that were stored without being told of: those that were fetched while the market stood still. */
  catchUp(): void {
    for (const feed of this.#streams.all()) feed.catchUp()
  }

  handleClosed(instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle): void {
    for (const stream of this.#streams.of(instrumentId, timeframe)) stream.handleClosed(candle)
  }

  /** Hears no more of the store; nothing may be asked of it afterwards. */
  dispose(): void {
    this.#cleared.dispose()
  }

  #create(series: Series): IctStream {
    return new IctStream(series, { ...this.#ports, storage: this.#storageOf(series) })
  }

  #storageOf({ instrumentId, timeframe }: Series): IctStorage {
    const timeframes = this.#storages.get(instrumentId) ?? new Map<Timeframe, IctStorage>()
    this.#storages.set(instrumentId, timeframes)
    const storage = timeframes.get(timeframe) ?? {
      storedUpToMs: this.#ports.candles.ictRecords.newestMs(instrumentId, timeframe) ?? -1,
    }
    timeframes.set(timeframe, storage)
    return storage
  }

  /** The bars are written anew, from further back, and the records with them. */
  #handleCleared(instrumentId: InstrumentId): void {
    for (const storage of this.#storages.get(instrumentId)?.values() ?? []) storage.storedUpToMs = -1
    for (const streams of this.#streams.ofInstrument(instrumentId).values()) {
      for (const stream of streams) stream.markStale()
    }
  }
}

/** Records in memory go on to change; an answer does not. */
function copies(records: readonly IctRecordView[]): IctRecordView[] {
  return records.map((record) => ({ ...record }))
}
