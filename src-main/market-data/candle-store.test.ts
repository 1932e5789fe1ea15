import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { instrumentId, venueId } from '../domain/index.ts'
import { openDatabase } from '../storage/index.ts'
import { describeCandleStore } from './candle-store-conformance.ts'
import { MemoryCandleStore } from './memory-candle-store.ts'
import { SqliteCandleStore } from './sqlite-candle-store.ts'
import { BTC, ETH, minute, minuteMs, minutes } from './testing/candles.ts'

const folder = mkdtempSync(join(tmpdir(), 'candle-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let fileNumber = 0
let failures: Error[] = []
const nextFile = (): string => join(folder, `market-${fileNumber++}.db`)

function openSqlite(file = nextFile(), tailBars?: number): Promise<SqliteCandleStore> {
  return SqliteCandleStore.open({ file, onFailed: (error) => failures.push(error), ...(tailBars && { tailBars }) })
}

beforeEach(() => {
  failures = []
})

describeCandleStore('MemoryCandleStore', () => Promise.resolve(new MemoryCandleStore()))
describeCandleStore('SqliteCandleStore', () => openSqlite())
describeCandleStore('SqliteCandleStore with a tail of four bars', () => openSqlite(undefined, 4))

describe('SqliteCandleStore', () => {
  it('has every bar again when the file is opened again', async () => {
    const file = nextFile()
    const store = await openSqlite(file)
    for (const bar of minutes(0, 50)) store.append(BTC, '1m', bar)
    store.append(ETH, '1d', { ...minute(0), gap: true })
    await store.close()

    const again = await openSqlite(file)
    expect(again.last(BTC, '1m')).toEqual(minute(49))
    expect(again.before(BTC, '1m', { limit: 100 })).toEqual(minutes(0, 50))
    expect(again.before(ETH, '1d', { limit: 100 })).toEqual([{ ...minute(0), gap: true }])
    expect(() => again.append(BTC, '1m', minute(49))).toThrow('must open after the last one stored')
    again.append(BTC, '1m', minute(50))
    await again.close()
    expect(failures).toEqual([])
  })

  it('knows how far each venue has come, in memory and from the file', async () => {
    const file = nextFile()
    const store = await openSqlite(file)
    expect(store.newestOpenTimeMs(venueId('fake'))).toBeUndefined()
    store.append(BTC, '1m', minute(7))
    store.append(ETH, '1m', minute(3))
    store.append(ETH, '1h', minute(60))
    const elsewhere = instrumentId(venueId('fake-2'), 'BTC')
    store.append(elsewhere, '1m', minute(90))
    const newest = (opened: SqliteCandleStore) =>
      ['fake', 'fake-2', 'fak'].map((id) => opened.newestOpenTimeMs(venueId(id)))
    expect(newest(store)).toEqual([minuteMs(7), minuteMs(90), undefined])
    await store.close()
    const again = await openSqlite(file)
    expect(newest(again)).toEqual([minuteMs(7), minuteMs(90), undefined])
    await again.close()
  })

  it('joins bars from the file with newer ones from memory, wherever the page lies', async () => {
    const store = await openSqlite(undefined, 10)
    for (let index = 0; index < 100; index++) {
      store.append(BTC, '1m', minute(index))
      if (index % 7 === 0) await store.drained()
    }
    for (const before of [undefined, 100, 95, 90, 81, 50, 1]) {
      for (const limit of [1, 9, 10, 11, 35, 1000]) {
        const expected = minutes(0, before ?? 100).slice(-limit)
        expect(
          store.before(BTC, '1m', { beforeMs: before === undefined ? undefined : minuteMs(before), limit }),
        ).toEqual(expected)
      }
    }
    await store.close()
  })

  it('keeps bars that are not in the file yet in memory, however many there are', async () => {
    const store = await openSqlite(undefined, 5)
    for (const bar of minutes(0, 200)) store.append(BTC, '1m', bar)
    expect(store.before(BTC, '1m', { limit: 1000 })).toEqual(minutes(0, 200))
    await store.drained()
    for (const bar of minutes(200, 210)) store.append(BTC, '1m', bar)
    expect(store.before(BTC, '1m', { limit: 1000 })).toEqual(minutes(0, 210))
    await store.close()
  })

  it('does not bring back bars that are dropped but not deleted from the file yet', async () => {
    const file = nextFile()
    const store = await openSqlite(file, 5)
    for (const bar of minutes(100, 150)) store.append(BTC, '1m', bar)
    store.append(BTC, '5m', minute(100))
    await store.close()

    const again = await openSqlite(file, 5)
    again.clear(BTC)
    for (const bar of minutes(120, 140)) again.append(BTC, '1m', bar)
    expect(again.before(BTC, '5m', { limit: 10 })).toEqual([])
    expect(again.before(BTC, '1m', { limit: 1000 })).toEqual(minutes(120, 140))
    await again.drained()
    expect(again.before(BTC, '1m', { limit: 1000 })).toEqual(minutes(120, 140))
    await again.close()
  })

  it('goes on in memory when the file cannot be written, after it has said so', async () => {
    const file = nextFile()
    const store = await openSqlite(file, 5)
    store.append(BTC, '1m', minute(0))
    await store.drained()
    const saboteur = openDatabase({ file, synchronous: 'NORMAL' })
    saboteur.exec('DROP TABLE candles')
    saboteur.close()
    store.append(BTC, '1m', minute(1))
    await expect(store.drained()).rejects.toThrow('candles')
    expect(failures).toHaveLength(1)
    for (const bar of minutes(2, 60)) store.append(BTC, '1m', bar)
    expect(store.before(BTC, '1m', { limit: 5 })).toEqual(minutes(55, 60))
    await store.close()
  })
})
