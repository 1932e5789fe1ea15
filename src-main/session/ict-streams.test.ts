import { describe, expect, it } from 'vitest'
import type { IctRecordView } from '../../src-contract/index.ts'
import { type Candle, TIMEFRAME_MS } from '../domain/index.ts'
import { IctEngine, IctParameters, type IctRecord, isEnded } from '../indicators/index.ts'
import { MemoryCandleStore } from '../market-data/index.ts'
import { ICT_SETTLING_BARS, ICT_WARM_UP_BARS } from './ict-state.ts'
import { IctStreams } from './ict-streams.ts'
import type { Series } from './series.ts'
import { ABC, XYZ } from './testing/hand-market.ts'
import { randomWalk } from './testing/random-walk.ts'

const SERIES: Series = { instrumentId: ABC.instrumentId, timeframe: '5m' }
const LATER = ['mitigatedAtMs', 'filledAtMs', 'invalidatedAtMs'] as const
const ALL = { limit: Infinity }

interface Stage {
  readonly streams: IctStreams
  readonly candles: MemoryCandleStore
  readonly errors: unknown[]
  readonly close: (bars: readonly Candle[]) => void
}

function openStage(history: readonly Candle[] = [], candles = new MemoryCandleStore()): Stage {
  for (const candle of history) candles.append(SERIES.instrumentId, SERIES.timeframe, candle)
  const errors: unknown[] = []
  const streams = new IctStreams({ candles, onError: (error) => errors.push(error) })
  const close = (bars: readonly Candle[]): void => {
    for (const candle of bars) {
      candles.append(SERIES.instrumentId, SERIES.timeframe, candle)
      streams.handleClosed(SERIES.instrumentId, SERIES.timeframe, candle)
    }
  }
  return { streams, candles, errors, close }
}

/** Every record of these bars as it stands at the last of them, found without any stream. */
function recordsOf(bars: readonly Candle[]): IctRecordView[] {
  const { timeframe } = SERIES
  const engine = new IctEngine({ timeframe, barMs: TIMEFRAME_MS[timeframe], parameters: IctParameters.parse({}) })
  const records: IctRecord[] = []
  for (const bar of bars) {
    engine.update(bar)
    records.push(...engine.published)
  }
  return records.toSorted((left, right) => left.confirmedAtMs - right.confirmedAtMs || (left.id < right.id ? -1 : 1))
}

/** The record without the later times that it got after a time. */
function asItWas(record: IctRecordView | undefined, atMs: number): Partial<IctRecordView> {
  const past: Partial<IctRecordView> = { ...record }
  for (const name of LATER) if ((past[name] ?? 0) > atMs) past[name] = null
  return past
}

describe('IctStreams', () => {
  it('gives what the detectors find, whether it is warmed up or follows bar by bar', () => {
    const bars = randomWalk(1_200, { timeframe: '5m' })
    const expected = recordsOf(bars)
    expect(expected.length).toBeGreaterThan(500)
    expect(openStage(bars).streams.records(SERIES, ALL).records).toEqual(expected)
    const { streams, close } = openStage(bars.slice(0, 400))
    streams.open(SERIES)
    close(bars.slice(400))
    expect(streams.records(SERIES, ALL).records).toEqual(expected)
  })

  it('tells of each record that is published or changed, so that a follower has what is asked for afterwards', () => {
    const bars = randomWalk(900, { timeframe: '5m' })
    const { streams, close } = openStage(bars.slice(0, 300))
    const followed = new Map<string, IctRecordView>()
    const { snapshot } = streams.follow(SERIES, (record) => followed.set(record.id, record))
    for (const record of snapshot.records) followed.set(record.id, record)
    close(bars.slice(300))
    const expected = streams.records(SERIES, ALL).records
    const known = expected.filter(({ id }) => followed.has(id))
    expect(known.length).toBeGreaterThan(300)
    expect(known.map(({ id }) => followed.get(id))).toEqual(known)
    expect(followed.size).toBe(known.length)
    // What is missing had ended before anybody followed, and was too old for the snapshot.
    const missing = expected.filter(({ id }) => !followed.has(id))
    expect(missing.filter(({ confirmedAtMs }) => confirmedAtMs >= (bars[300]?.openTimeMs ?? 0))).toEqual([])
  })

  it('changes nothing of a published record but its later times, wherever the bars are cut', () => {
    const bars = randomWalk(1_000, { timeframe: '5m', seed: 5 })
    const { streams, close } = openStage()
    streams.open(SERIES)
    const cuts: { readonly atMs: number; readonly records: readonly IctRecordView[] }[] = []
    for (let from = 0; from < bars.length; from += 50) {
      close(bars.slice(from, from + 50))
      cuts.push({ atMs: bars[from + 49]?.openTimeMs ?? 0, records: streams.records(SERIES, ALL).records })
    }
    const last = new Map(streams.records(SERIES, ALL).records.map((record) => [record.id, record]))
    let compared = 0
    for (const { atMs, records } of cuts) {
      for (const record of records) {
        expect(asItWas(last.get(record.id), atMs)).toEqual(record)
        expect(record.confirmedAtMs).toBeLessThanOrEqual(atMs)
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(5_000)
  })

  it('gives copies: what was told stays as it was', () => {
    const bars = randomWalk(900, { timeframe: '5m' })
    const { streams, close } = openStage(bars.slice(0, 300))
    const told: { readonly record: IctRecordView; readonly text: string }[] = []
    const tell = (record: IctRecordView): unknown => told.push({ record, text: JSON.stringify(record) })
    const { snapshot } = streams.follow(SERIES, tell)
    const before = [...snapshot.records, ...streams.records(SERIES, ALL).records]
    for (const record of before) tell(record)
    close(bars.slice(300))
    expect(told.map(({ record }) => JSON.stringify(record))).toEqual(told.map(({ text }) => text))
  })

  it('finds them once however many follow, and no longer than somebody does', () => {
    const { streams, close } = openStage(randomWalk(100, { timeframe: '5m' }))
    const first = streams.follow(SERIES, () => undefined).subscription
    const second = streams.open(SERIES)
    expect(streams.streamCount).toBe(1)
    streams.open({ ...SERIES, instrumentId: XYZ.instrumentId })
    expect(streams.streamCount).toBe(2)
    first.dispose()
    first.dispose()
    expect(streams.streamCount).toBe(2)
    second.dispose()
    expect(streams.streamCount).toBe(1)
    close(randomWalk(101, { timeframe: '5m' }).slice(100))
    expect(second.feed.state.bar?.openTimeMs).toBe(randomWalk(100, { timeframe: '5m' }).at(-1)?.openTimeMs)
  })

  it('answers for a series that nobody follows, and follows it no longer', () => {
    const { streams } = openStage(randomWalk(300, { timeframe: '5m' }))
    expect(streams.records(SERIES, { limit: 10 }).records.length).toBeGreaterThanOrEqual(10)
    expect(streams.streamCount).toBe(0)
  })

  it('pages back through memory and store without losing or repeating a record', () => {
    const bars = randomWalk(3_000, { timeframe: '5m' })
    const { streams } = openStage(bars)
    streams.open(SERIES)
    const found: IctRecordView[] = []
    let beforeMs: number | undefined
    do {
      const { records } = streams.records(SERIES, { beforeMs, limit: 37 })
      beforeMs = records[0]?.confirmedAtMs
      found.unshift(...records)
    } while (beforeMs !== undefined)
    expect(found).toEqual(recordsOf(bars))
  })

  it('gives only the kinds that are asked for', () => {
    const bars = randomWalk(1_000, { timeframe: '5m' })
    const { streams } = openStage(bars)
    const { records } = streams.records(SERIES, { kinds: ['bos', 'choch'], limit: 40 })
    const expected = recordsOf(bars).filter(({ kind }) => kind === 'bos' || kind === 'choch')
    expect(records.length).toBeGreaterThanOrEqual(40)
    expect(records).toEqual(expected.slice(-records.length))
  })

  it('stores what has ended, once, and finds the same after a restart', () => {
    const bars = randomWalk(2_000, { timeframe: '5m' })
    const first = openStage(bars.slice(0, 1_000))
    first.streams.open(SERIES)
    first.close(bars.slice(1_000))
    const before = first.streams.records(SERIES, ALL)
    expect(before.records).toEqual(recordsOf(bars))
    first.candles.ictRecords.put = () => {
      throw new Error('it has all of them')
    }
    const again = openStage([], first.candles)
    expect(again.streams.records(SERIES, ALL)).toEqual(before)
    expect(first.streams.open(SERIES).feed.state.bar).toEqual(bars.at(-1))
    expect([...first.errors, ...again.errors]).toEqual([])
  })

  it('takes back nothing that had ended where a restart looks at fewer bars', () => {
    const bars = randomWalk(ICT_WARM_UP_BARS + 700, { timeframe: '5m', seed: 3 })
    const first = openStage(bars.slice(0, -700))
    first.streams.open(SERIES)
    first.close(bars.slice(-700))
    const ended = ({ streams }: Stage): IctRecordView[] => streams.records(SERIES, ALL).records.filter(isEnded)
    const before = ended(first)
    expect(before.length).toBeGreaterThan(3_000)
    const again = openStage([], first.candles)
    expect(ended(again)).toEqual(before)
    // It goes on from there.
    const more = randomWalk(bars.length + 300, { timeframe: '5m', seed: 3 }).slice(bars.length)
    again.streams.open(SERIES)
    again.close(more)
    const after = new Map(ended(again).map((record) => [record.id, record]))
    expect(after.size).toBeGreaterThan(before.length + 50)
    for (const record of before) expect(asItWas(after.get(record.id), bars.at(-1)?.openTimeMs ?? 0)).toEqual(record)
  })

  it('leaves out what was found while the detectors settled', () => {
    const bars = randomWalk(ICT_WARM_UP_BARS + 100, { timeframe: '5m' })
    const { streams } = openStage(bars)
    const [oldest] = streams.records(SERIES, ALL).records
    expect(oldest?.confirmedAtMs).toBeGreaterThanOrEqual(bars[100 + ICT_SETTLING_BARS]?.openTimeMs ?? 0)
    expect(oldest?.confirmedAtMs).toBeLessThan(bars[200 + ICT_SETTLING_BARS]?.openTimeMs ?? 0)
  })

  it('stores them anew where the bars are written anew', () => {
    const bars = randomWalk(800, { timeframe: '5m' })
    const { streams, candles, close } = openStage(bars.slice(200))
    streams.open(SERIES)
    const stored = candles.ictRecords.before(SERIES.instrumentId, '5m', ALL).length
    candles.clear(SERIES.instrumentId)
    expect(candles.ictRecords.before(SERIES.instrumentId, '5m', ALL)).toEqual([])
    for (const bar of bars.slice(0, 799)) candles.append(SERIES.instrumentId, '5m', bar)
    close(bars.slice(799))
    expect(candles.ictRecords.before(SERIES.instrumentId, '5m', ALL).length).toBeGreaterThan(stored)
    expect(streams.records(SERIES, ALL).records).toEqual(recordsOf(bars))
  })

  it('says what is new at the newest bar, and nothing of the bar before', () => {
    const bars = randomWalk(600, { timeframe: '5m' })
    const { streams, close } = openStage(bars.slice(0, 300))
    const { feed } = streams.open(SERIES)
    let news = 0
    for (const bar of bars.slice(300)) {
      close([bar])
      for (const record of feed.state.news) {
        expect([record.confirmedAtMs, ...LATER.map((name) => record[name])]).toContain(bar.openTimeMs)
        news += 1
      }
    }
    expect(news).toBeGreaterThan(100)
  })

  it('finds nothing more where a detector failed, tells it once, and keeps what was found for answers alone', () => {
    const bars = randomWalk(300, { timeframe: '5m' })
    const { streams, errors, close } = openStage(bars.slice(0, 290))
    const { feed } = streams.open(SERIES)
    const before = streams.records(SERIES, ALL)
    feed.state.take = () => {
      throw new Error('out of its depth')
    }
    close(bars.slice(290))
    expect(errors).toEqual([new Error('out of its depth')])
    expect(streams.records(SERIES, ALL)).toEqual(before)
    expect([...feed.state.active()]).toEqual([])
  })

  it('tells followers of what was found in bars that were fetched without being told of, however many', () => {
    const bars = randomWalk(ICT_WARM_UP_BARS + 1_200, { timeframe: '5m' })
    const { streams, candles } = openStage(bars.slice(0, 300))
    const followed = new Map<string, IctRecordView>()
    streams.follow(SERIES, (record) => followed.set(record.id, record))
    for (const candle of bars.slice(300)) candles.append(SERIES.instrumentId, SERIES.timeframe, candle)
    streams.catchUp()
    const { feed } = streams.open(SERIES)
    for (const record of feed.inMemory()) expect(followed.get(record.id)).toEqual(record)
    expect(feed.state.bar).toEqual(bars.at(-1))
  })

  it('leaves nobody following where the store cannot be read', () => {
    const { streams, candles } = openStage(randomWalk(300, { timeframe: '5m' }))
    candles.ictRecords.before = () => {
      throw new Error('the file is gone')
    }
    expect(() => streams.follow(SERIES, () => undefined)).toThrow('the file is gone')
    expect(streams.streamCount).toBe(0)
  })

  it('finds anew what a store would not take', () => {
    const { streams, candles, close } = openStage()
    candles.ictRecords.put = () => false
    const lease = streams.open(SERIES)
    close(randomWalk(900, { timeframe: '5m' }))
    const first = streams.records(SERIES, ALL).records
    lease.dispose()
    expect(first.length).toBeGreaterThan(500)
    expect(streams.records(SERIES, ALL).records).toHaveLength(first.length)
  })
})
