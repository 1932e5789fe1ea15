import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ICT_KINDS } from '../../../src-contract/index.ts'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { KEPT_BARS } from './ict-detector.ts'
import { IctEngine, type IctEngineOptions } from './ict-engine.ts'
import { IctParameters } from './ict-parameters.ts'
import type { IctRecord, LaterTimeName } from './ict-record.ts'
import { ictRecords } from './ict-records.ts'
import { isEnded } from './is-ended.ts'
import { barSeries, shortParameters } from './testing/bar-arbitrary.ts'
import { bars, minuteEngine, MINUTE_MS, type Prices } from './testing/bars.ts'
import { HAS_REFERENCE_BARS, referenceBars } from './testing/reference-bars.ts'

const LATER_TIMES: readonly LaterTimeName[] = ['mitigatedAtMs', 'filledAtMs', 'invalidatedAtMs']

const minutes = (parameters: IctParameters): IctEngineOptions => ({ timeframe: '1m', barMs: MINUTE_MS, parameters })
const RICH = minutes(IctParameters.parse({ displacementAtr: 0.5 }))

/** The record as it was at the close of a bar. */
function asOf(record: IctRecord, atMs: number): IctRecord {
  const copy = { ...record }
  for (const time of LATER_TIMES) if ((copy[time] ?? 0) > atMs) copy[time] = null
  return copy
}

function confirmedBy(records: readonly IctRecord[], atMs: number): IctRecord[] {
  return records.filter(({ confirmedAtMs }) => confirmedAtMs <= atMs).map((record) => asOf(record, atMs))
}

/** What a listener knows that copies every record when it is announced, and whenever it is said to have changed. */
function heard(
  candles: readonly Candle[],
  options: IctEngineOptions,
): { known: Map<string, IctRecord>; all: IctRecord[] } {
  const engine = new IctEngine(options)
  const known = new Map<string, IctRecord>()
  const all: IctRecord[] = []
  for (const candle of candles) {
    engine.update(candle)
    all.push(...engine.published)
    for (const record of [...engine.published, ...engine.changed]) known.set(record.id, { ...record })
  }
  return { known, all }
}

/** Faults of one record in itself; empty where it is sound. */
function faults(record: IctRecord): string[] {
  const { id, formedAtMs, confirmedAtMs, top, bottom, level } = record
  const later = LATER_TIMES.flatMap((time) => record[time] ?? [])
  const prices = [top, bottom, level].flatMap((price) => price ?? [])
  const checks: [boolean, string][] = [
    [formedAtMs <= confirmedAtMs, 'formed after it was confirmed'],
    [later.every((time) => time >= confirmedAtMs), 'something happened to it before it was confirmed'],
    [prices.every(Number.isFinite), 'a price is not a number'],
    [prices.length > 0, 'has no price'],
    [(top === null) === (bottom === null), 'has one edge only'],
    [(top ?? 0) >= (bottom ?? 0), 'its edges are the wrong way round'],
  ]
  return checks.flatMap(([isSound, fault]) => (isSound ? [] : [`${id}: ${fault}`]))
}

const scaled = (candles: readonly Candle[], factor: number): Candle[] =>
  candles.map((candle) => ({
    ...candle,
    open: candle.open * factor,
    high: candle.high * factor,
    low: candle.low * factor,
    close: candle.close * factor,
  }))

function scaledRecord({ top, bottom, level, ...others }: IctRecord, factor: number): IctRecord {
  const times = (price: number | null) => (price === null ? null : price * factor)
  return { ...others, top: times(top), bottom: times(bottom), level: times(level) }
}

/** Four days that hold every kind: their bars are alike, so that displacements are looked for among smaller bodies. */
const richSeries = randomCandles(6000, 7)

describe('IctEngine', () => {
  it('finds every kind', () => {
    const found = new Set(ictRecords(richSeries, RICH).map(({ kind }) => kind))
    expect(ICT_KINDS.filter((kind) => !found.has(kind))).toEqual([])
  })

  it('leaves what was confirmed by a bar as it was when the data are cut there, but for times that had not come', () => {
    fc.assert(
      fc.property(barSeries, shortParameters, fc.nat(), (candles, parameters, at) => {
        const cut = at % Math.max(1, candles.length)
        const cutMs = candles[cut]?.openTimeMs ?? 0
        const whole = ictRecords(candles, minutes(parameters))
        expect(ictRecords(candles.slice(0, cut + 1), minutes(parameters))).toEqual(confirmedBy(whole, cutMs))
      }),
    )
  })

  it('leaves days of bars alike when they are cut', () => {
    const whole = ictRecords(richSeries, RICH)
    for (const cut of [1, 16, 1439, 1440, 2000, 4321, 5999]) {
      const cutMs = richSeries[cut]?.openTimeMs ?? 0
      expect(ictRecords(richSeries.slice(0, cut + 1), RICH)).toEqual(confirmedBy(whole, cutMs))
    }
  })

  it('announces each record once, at the bar that confirms it, and nothing that is not sound in itself', () => {
    fc.assert(
      fc.property(barSeries, shortParameters, (candles, parameters) => {
        const engine = new IctEngine(minutes(parameters))
        const late: string[] = []
        const all: IctRecord[] = []
        for (const candle of candles) {
          engine.update(candle)
          for (const { id, confirmedAtMs } of engine.published) if (confirmedAtMs !== candle.openTimeMs) late.push(id)
          all.push(...engine.published)
        }
        expect(late).toEqual([])
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
        expect(all.flatMap(faults)).toEqual([])
      }),
    )
  })

  it('tells of every later time: who copies what is published and changed has the whole', () => {
    fc.assert(
      fc.property(barSeries, shortParameters, (candles, parameters) => {
        const { known, all } = heard(candles, minutes(parameters))
        expect([...known.values()]).toEqual(all)
      }),
    )
  })

  it('names a changed record once, and none that is published at the same bar', () => {
    fc.assert(
      fc.property(barSeries, shortParameters, (candles, parameters) => {
        const engine = new IctEngine(minutes(parameters))
        const faulty: string[] = []
        for (const candle of candles) {
          engine.update(candle)
          const { changed, published } = engine
          if (new Set([...changed, ...published]).size !== changed.length + published.length) faulty.push('named twice')
          for (const record of changed) {
            if (LATER_TIMES.every((time) => record[time] !== candle.openTimeMs)) faulty.push(`${record.id}: no change`)
          }
        }
        expect(faulty).toEqual([])
      }),
    )
  })

  it('has the records active that have not ended, and gives no time to others, but for swings that are superseded', () => {
    fc.assert(
      fc.property(barSeries, shortParameters, (candles, parameters) => {
        const engine = new IctEngine(minutes(parameters))
        const all: IctRecord[] = []
        const faulty: string[] = []
        for (const candle of candles) {
          const before = new Set(engine.active)
          engine.update(candle)
          for (const record of engine.changed) {
            if (!before.has(record) && record.kind !== 'swing') faulty.push(record.id)
          }
          all.push(...engine.published)
        }
        expect(faulty).toEqual([])
        expect([...engine.active]).toEqual(all.filter((record) => !isEnded(record)))
      }),
    )
  })

  it('has swings that alternate, of those confirmed and not superseded', () => {
    fc.assert(
      fc.property(barSeries, shortParameters, (candles, parameters) => {
        const swings = ictRecords(candles, { ...minutes(parameters), kinds: ['swing'] })
        const standing = swings.filter(({ invalidatedAtMs }) => invalidatedAtMs === null)
        const directions = standing
          .toSorted((one, other) => one.formedAtMs - other.formedAtMs)
          .map(({ direction }) => direction)
        expect(directions.filter((direction, index) => direction === directions[index + 1])).toEqual([])
      }),
    )
  })

  it.each([2 ** -20, 2, 2 ** 30])('scales prices with the prices and keeps the times, factor %d', (factor) => {
    fc.assert(
      fc.property(barSeries, shortParameters, (candles, parameters) => {
        const expected = ictRecords(candles, minutes(parameters)).map((record) => scaledRecord(record, factor))
        expect(ictRecords(scaled(candles, factor), minutes(parameters))).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    ['flat', bars(Array.from({ length: 3000 }, (): Prices => [5, 5, 5, 5]))],
    ['huge', scaled(richSeries, 1e300)],
    ['tiny', scaled(richSeries, 1e-300)],
    ['gappy', richSeries.map((candle, index) => ({ ...candle, openTimeMs: timeMs(index ** 2 * MINUTE_MS) }))],
  ])('has only sound records of %s prices', (_, candles) => {
    const records = ictRecords(candles, RICH)
    expect(records.length).toBeGreaterThan(0)
    expect(records.flatMap(faults)).toEqual([])
  })

  it('holds on to nothing that has ended', () => {
    const engine = minuteEngine()
    for (const candle of randomCandles(50_000, 3)) engine.update(candle)
    expect([...engine.active].length).toBeLessThan(2000)
  })

  it('remembers the bars that detectors may ask for, and no others', () => {
    const engine = minuteEngine()
    const candles = randomCandles(KEPT_BARS + 10, 1)
    for (const candle of candles.slice(0, 3)) engine.update(candle)
    expect([engine.barAgo(0), engine.barAgo(2), engine.barAgo(3), engine.barAgo(-1)]).toEqual([
      candles[2],
      candles[0],
      undefined,
      undefined,
    ])
    for (const candle of candles.slice(3)) engine.update(candle)
    expect(engine.barIndex).toBe(KEPT_BARS + 9)
    expect(engine.barAgo(0)).toBe(candles.at(-1))
    expect(engine.barAgo(KEPT_BARS - 1)).toBe(candles[10])
    expect(engine.barAgo(KEPT_BARS)).toBeUndefined()
  })
})

describe('ictRecords', () => {
  it('is ordered by confirmation, then by id, and has the wanted kinds only', () => {
    const all = ictRecords(richSeries, RICH)
    const keys = all.map(({ confirmedAtMs, id }) => `${String(confirmedAtMs).padStart(16, '0')} ${id}`)
    expect(keys).toEqual(keys.toSorted((one, other) => (one < other ? -1 : 1)))
    const kinds = ['fvg', 'choch'] as const
    expect(ictRecords(richSeries, { ...RICH, kinds })).toEqual(
      all.filter(({ kind }) => kind === 'fvg' || kind === 'choch'),
    )
  })
})

describe.skipIf(!HAS_REFERENCE_BARS)(
  'IctEngine on a year of EURUSD (skipped where the reference folder is missing)',
  () => {
    const parameters = IctParameters.parse({})
    const options: IctEngineOptions = { timeframe: '15m', barMs: 15 * MINUTE_MS, parameters }

    it('leaves what was confirmed by a bar as it was when the data are cut there', () => {
      const candles = referenceBars()
      const whole = ictRecords(candles, options)
      for (const cut of [100, 5_000, 12_345, 24_000]) {
        const cutMs = candles[cut]?.openTimeMs ?? 0
        expect(ictRecords(candles.slice(0, cut + 1), options)).toEqual(confirmedBy(whole, cutMs))
      }
    })

    it('announces every record once, each sound in itself, and tells of every later time', () => {
      const { known, all } = heard(referenceBars(), options)
      expect([...known.values()]).toEqual(all)
      expect(all.flatMap(faults)).toEqual([])
      expect(ICT_KINDS.filter((kind) => all.every((record) => record.kind !== kind))).toEqual([])
    })
  },
)
