import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase, SqliteWriter } from '../storage/index.ts'
import { describeIctRecordStore, ictRecord, ictRecords } from './ict-record-store-conformance.ts'
import { MARKET_MIGRATIONS, MARKET_STATEMENTS, SELECT_ICT_RECORDS } from './market-schema.ts'
import { MemoryCandleStore } from './memory-candle-store.ts'
import { SqliteCandleStore } from './sqlite-candle-store.ts'
import { BTC, minute, minuteMs } from './testing/candles.ts'

const folder = mkdtempSync(join(tmpdir(), 'ict-record-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let fileNumber = 0
const failures: Error[] = []
const nextFile = (): string => join(folder, `market-${fileNumber++}.db`)

function openSqlite(file = nextFile()): Promise<SqliteCandleStore> {
  return SqliteCandleStore.open({ file, onFailed: (error) => failures.push(error) })
}

describeIctRecordStore('MemoryCandleStore', () => Promise.resolve(new MemoryCandleStore()))
describeIctRecordStore('SqliteCandleStore', () => openSqlite())

describe('ICT records in market.db', () => {
  it('are there again when the file is opened again, and take later times then', async () => {
    const file = nextFile()
    const store = await openSqlite(file)
    store.ictRecords.put(BTC, '1m', ictRecords(0, 50))
    await store.close()

    const again = await openSqlite(file)
    expect(again.ictRecords.before(BTC, '1m', { limit: 100 })).toEqual(ictRecords(0, 50))
    expect(again.ictRecords.newestMs(BTC, '1m')).toBe(minuteMs(52))
    again.ictRecords.put(BTC, '1m', [ictRecord(7, { filledAtMs: minuteMs(99), top: 1 })])
    const before = again.ictRecords.before(BTC, '1m', { limit: 100 })
    await again.drained()
    expect(again.ictRecords.before(BTC, '1m', { limit: 100 })).toEqual(before)
    expect(before[7]).toEqual(ictRecord(7, { filledAtMs: minuteMs(99) }))
    await again.close()
  })

  it('are one page whether they are in the file or on the way to it', async () => {
    const store = await openSqlite()
    for (let index = 0; index < 60; index++) {
      store.ictRecords.put(BTC, '1m', [ictRecord(index)])
      if (index % 7 === 0) await store.drained()
      const from = Math.max(0, index - 9)
      expect(store.ictRecords.before(BTC, '1m', { limit: 10 })).toEqual(ictRecords(from, index + 1))
    }
    await store.close()
  })

  it('do not come back while their deletion is on the way to the file', async () => {
    const file = nextFile()
    const store = await openSqlite(file)
    store.ictRecords.put(BTC, '1m', ictRecords(0, 5))
    await store.drained()
    store.clear(BTC)
    store.ictRecords.put(BTC, '1m', [ictRecord(8)])
    expect(store.ictRecords.before(BTC, '1m', { limit: 10 })).toEqual([ictRecord(8)])
    await store.close()
    const again = await openSqlite(file)
    expect(again.ictRecords.before(BTC, '1m', { limit: 10 })).toEqual([ictRecord(8)])
    await again.close()
  })

  it('come into a file that was made before there were any, which keeps its bars', async () => {
    const file = nextFile()
    const older = { insertInstrument: MARKET_STATEMENTS.insertInstrument, insertCandle: MARKET_STATEMENTS.insertCandle }
    const writer = await SqliteWriter.open({
      file,
      synchronous: 'NORMAL',
      migrations: MARKET_MIGRATIONS.slice(0, 1),
      statements: older,
      onFailed: (error) => failures.push(error),
    })
    writer.write([
      { statement: 'insertInstrument', params: [1, BTC] },
      { statement: 'insertCandle', params: [1, 1, minuteMs(0), 100, 101, 99, 100.5, 3, 0] },
    ])
    await writer.close()

    const store = await openSqlite(file)
    store.append(BTC, '1m', minute(1))
    store.ictRecords.put(BTC, '1m', [ictRecord(1)])
    expect(store.before(BTC, '1m', { limit: 10 })).toHaveLength(2)
    expect(store.ictRecords.before(BTC, '1m', { limit: 10 })).toEqual([ictRecord(1)])
    await store.close()
  })

  it('are found by time without reading the others', async () => {
    const file = nextFile()
    await (await openSqlite(file)).close()
    const database = openDatabase({ file, synchronous: 'NORMAL', readonly: true })
    const plan = database
      .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${SELECT_ICT_RECORDS}`)
      .all({ instrument: 1, timeframe: 1, beforeMs: 1, kinds: null, limit: 1 })
      .map(({ detail }) => detail)
    database.close()
    expect(plan.filter((step) => /^SCAN ict_records|TEMP B-TREE|MATERIALIZE/.test(step))).toEqual([])
    expect(plan.some((step) => step.includes('ict_records_by_time'))).toBe(true)
  })

  it('reported no failure', () => {
    expect(failures).toEqual([])
  })
})
