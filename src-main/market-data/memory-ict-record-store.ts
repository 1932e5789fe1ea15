import type { InstrumentId, Timeframe } from '../domain/index.ts'
import { mergedRecord, newestTimeMs, recordPage } from './ict-record-order.ts'
import type { IctRecordPage, IctRecordStore, StoredIctRecord } from './ports.ts'
import { SeriesMap } from './series-map.ts'

/** Keeps ICT records in memory; the store of the bars drops them with those. */
export class MemoryIctRecordStore implements IctRecordStore {
  readonly #series = new SeriesMap<Map<string, StoredIctRecord>>(() => new Map())

  put(instrumentId: InstrumentId, timeframe: Timeframe, records: readonly StoredIctRecord[]): boolean {
    const byId = this.#series.get(instrumentId, timeframe)
    for (const record of records) {
      const known = byId.get(record.id)
      byId.set(record.id, known === undefined ? { ...record } : mergedRecord(known, record))
    }
    return true
  }

  before(instrumentId: InstrumentId, timeframe: Timeframe, page: IctRecordPage): readonly StoredIctRecord[] {
    return recordPage(this.#series.get(instrumentId, timeframe).values(), page)
  }

  newestMs(instrumentId: InstrumentId, timeframe: Timeframe): number | undefined {
    return newestTimeMs(this.#series.get(instrumentId, timeframe).values())
  }

  clear(instrumentId: InstrumentId): void {
    for (const byId of this.#series.of(instrumentId)) byId.clear()
  }
}
