import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InstrumentId, Timeframe } from '../domain/index.ts'
import type { CandleStore, IctRecordPage, StoredIctRecord } from './ports.ts'
import { BTC, ETH, minute, minuteMs } from './testing/candles.ts'

/** A record that became known at that minute; the same number gives the same record. */
export function ictRecord(index: number, change: Partial<StoredIctRecord> = {}): StoredIctRecord {
  return {
    id: `fvg:1m:${minuteMs(index)}:up`,
    kind: 'fvg',
    direction: 1,
    timeframe: '1m',
    top: 101.25 + index,
    bottom: 100.5 + index,
    level: null,
    formedAtMs: minuteMs(index - 1),
    confirmedAtMs: minuteMs(index),
    mitigatedAtMs: minuteMs(index + 2),
    filledAtMs: null,
    invalidatedAtMs: minuteMs(index + 3),
    label: null,
    sourceId: null,
    ...change,
  }
}

export const ictRecords = (from: number, to: number): StoredIctRecord[] =>
  Array.from({ length: to - from }, (_, offset) => ictRecord(from + offset))

/** What every store of ICT records does; `open` gives the candle store that it belongs to, new and empty. */
export function describeIctRecordStore(name: string, open: () => Promise<CandleStore>): void {
  describe(`${name} as a store of ICT records`, () => {
    let candles: CandleStore

    beforeEach(async () => {
      candles = await open()
    })
    afterEach(() => candles.close())

    const put = (records: readonly StoredIctRecord[], id = BTC, timeframe: Timeframe = '1m'): boolean =>
      candles.ictRecords.put(id, timeframe, records)
    const read = (page: IctRecordPage, id: InstrumentId = BTC, timeframe: Timeframe = '1m') =>
      candles.ictRecords.before(id, timeframe, page)

    it('is empty at first', () => {
      expect(read({ limit: 10 })).toEqual([])
    })

    it('gives back what was put, in the order of confirmation', () => {
      put([ictRecord(3), ictRecord(1)])
      put([ictRecord(2, { kind: 'bos', top: null, bottom: null, level: 99.5, label: 'x', sourceId: 'swing:1' })])
      expect(read({ limit: 10 })).toEqual([
        ictRecord(1),
        ictRecord(2, { kind: 'bos', top: null, bottom: null, level: 99.5, label: 'x', sourceId: 'swing:1' }),
        ictRecord(3),
      ])
    })

    it('keeps series apart by instrument and timeframe, also where ids are the same', () => {
      put([ictRecord(1)])
      put([ictRecord(1, { top: 7 })], ETH)
      put([ictRecord(1, { id: 'fvg:5m:1:up', timeframe: '5m' })], BTC, '5m')
      expect(read({ limit: 10 })).toEqual([ictRecord(1)])
      expect(read({ limit: 10 }, ETH)).toEqual([ictRecord(1, { top: 7 })])
      expect(read({ limit: 10 }, BTC, '5m')).toEqual([ictRecord(1, { id: 'fvg:5m:1:up', timeframe: '5m' })])
    })

    it('pages back: the records before a time, the newest of them, oldest first', () => {
      put(ictRecords(0, 30))
      expect(read({ beforeMs: minuteMs(20), limit: 5 })).toEqual(ictRecords(15, 20))
      expect(read({ beforeMs: minuteMs(3), limit: 100 })).toEqual(ictRecords(0, 3))
      expect(read({ beforeMs: minuteMs(0), limit: 100 })).toEqual([])
      expect(read({ limit: 2 })).toEqual(ictRecords(28, 30))
    })

    it('never cuts the records of one bar in two, so that nothing is lost between pages', () => {
      const same = ['a', 'b', 'c'].map((id) => ictRecord(5, { id }))
      put([...same, ictRecord(4), ictRecord(6)])
      const newest = read({ limit: 2 })
      expect(newest).toEqual([...same, ictRecord(6)])
      expect(read({ beforeMs: newest[0]?.confirmedAtMs, limit: 2 })).toEqual([ictRecord(4)])
    })

    it('counts only the kinds that are asked for', () => {
      put(ictRecords(0, 10))
      put(Array.from({ length: 10 }, (_, index) => ictRecord(index, { id: `swing:${index}`, kind: 'swing' })))
      const swings = read({ kinds: ['swing'], limit: 3 })
      expect(swings.map(({ id }) => id)).toEqual(['swing:7', 'swing:8', 'swing:9'])
      expect(read({ kinds: ['swing', 'fvg'], limit: 100 })).toHaveLength(20)
      expect(read({ kinds: ['ote'], limit: 100 })).toEqual([])
    })

    it('takes the same records again without a change', () => {
      put(ictRecords(0, 5))
      put(ictRecords(0, 5))
      expect(read({ limit: 100 })).toEqual(ictRecords(0, 5))
    })

    it('fills in later times that were not known, and changes nothing that was', () => {
      put([ictRecord(1, { filledAtMs: null, mitigatedAtMs: minuteMs(2), invalidatedAtMs: null })])
      put([ictRecord(1, { top: 9, filledAtMs: minuteMs(4), mitigatedAtMs: minuteMs(3), invalidatedAtMs: null })])
      const expected = ictRecord(1, { filledAtMs: minuteMs(4), mitigatedAtMs: minuteMs(2), invalidatedAtMs: null })
      expect(read({ limit: 1 })).toEqual([expected])
    })

    it('keeps a record as it was handed over, whatever happens to it afterwards', () => {
      const record = { ...ictRecord(1) }
      put([record])
      record.filledAtMs = minuteMs(9)
      expect(read({ limit: 1 })).toEqual([ictRecord(1)])
    })

    it('knows the newest time of a series, whichever it is', () => {
      expect(candles.ictRecords.newestMs(BTC, '1m')).toBeUndefined()
      put([ictRecord(3), ictRecord(2)])
      expect(candles.ictRecords.newestMs(BTC, '1m')).toBe(minuteMs(6))
      put([ictRecord(1, { filledAtMs: minuteMs(9) })])
      expect(candles.ictRecords.newestMs(BTC, '1m')).toBe(minuteMs(9))
      put([ictRecord(20, { mitigatedAtMs: null, invalidatedAtMs: null })])
      expect(candles.ictRecords.newestMs(BTC, '1m')).toBe(minuteMs(20))
      expect(candles.ictRecords.newestMs(ETH, '1m')).toBeUndefined()
      expect(candles.ictRecords.newestMs(BTC, '5m')).toBeUndefined()
      candles.clear(BTC)
      expect(candles.ictRecords.newestMs(BTC, '1m')).toBeUndefined()
    })

    it('drops the records of an instrument with its bars, says so, and takes new ones', () => {
      const cleared: InstrumentId[] = []
      candles.onCleared((id) => cleared.push(id))
      candles.append(BTC, '1m', minute(0))
      put(ictRecords(0, 5))
      put(ictRecords(0, 5), ETH)
      candles.clear(BTC)
      expect(cleared).toEqual([BTC])
      expect(read({ limit: 10 })).toEqual([])
      expect(read({ limit: 10 }, ETH)).toHaveLength(5)
      put(ictRecords(3, 5))
      expect(read({ limit: 10 })).toEqual(ictRecords(3, 5))
    })
  })
}
