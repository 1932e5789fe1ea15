import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candle } from '../../../domain/index.ts'
import { IctParameters } from '../ict-parameters.ts'
import type { IctRecord } from '../ict-record.ts'
import { RecordFollower } from '../record-follower.ts'
import { SwingDetector } from '../swing.ts'
import { barSeries } from '../testing/bar-arbitrary.ts'
import { type Prices, sketch } from '../testing/bars.ts'
import { quietBars, shortTime, withBarAt, without } from '../testing/dated-bars.ts'
import { type DetectorRun, type DetectorRunOptions, runDetectors } from '../testing/detector-run.ts'
import { middleBars, mirrored } from '../testing/middle-bars.ts'
import { liquidityDetectors } from './index.ts'

const HOUR = { timeframe: '1h', barMs: 3_600_000 }
const PARAMETERS = IctParameters.parse({ swingLength: 2, atrPeriod: 2 })
/** Highs of 14 at bars 3 and 9: a pool at bar 11. */
const TWO_TOPS = [10, 11, 12, 13, 12, 11, 10, 11, 12, 13, 12, 11, 10, 11]

function run(candles: readonly Candle[], options?: DetectorRunOptions): DetectorRun {
  const follower = new RecordFollower()
  return runDetectors(
    [follower, new SwingDetector(PARAMETERS), ...liquidityDetectors(PARAMETERS, follower)],
    candles,
    options,
  )
}

const sweeps = (candles: readonly Candle[], options?: DetectorRunOptions) => run(candles, options).ofKind('sweep')
const zones = (records: readonly IctRecord[]) =>
  records.map(({ label, direction, top, bottom, level }) => [label, direction, top, bottom, level])

describe('sweeps', () => {
  it('take a pool by a wick, once though swings have the same level, and follow the price back', () => {
    const more: Prices[] = [
      [12, 15, 11, 12.5],
      [12.5, 13, 12, 12.5],
      [12.5, 14, 12, 13],
      [13, 15, 13, 15],
      [15, 15.2, 14, 15.1],
    ]
    const done = run(middleBars(TWO_TOPS, more))
    const found = done.ofKind('sweep')
    expect(found.map(sketch)).toMatchObject([
      { direction: -1, formed: 14, confirmed: 14, mitigated: 16, invalidated: 18 },
    ])
    expect(zones(found)).toEqual([['pool', -1, 15, 14, 14]])
    expect(found[0]?.sourceId).toBe(done.ofKind('liquidityPool')[0]?.id)
  })

  it('turn upwards where they take lows', () => {
    const candles = mirrored(middleBars(TWO_TOPS, [[12, 15, 11, 12.5]]))
    expect(zones(sweeps(candles))).toEqual([['pool', 1, -14, -15, -14]])
  })

  it('are none where the bar closes beyond the level, nor when the price comes to it again', () => {
    const more: Prices[] = [
      [13, 15, 12, 14.1],
      [14, 14, 12, 12],
      [12, 16, 12, 12],
    ]
    expect(sweeps(middleBars(TWO_TOPS, more.slice(0, 1)))).toEqual([])
    expect(sweeps(middleBars(TWO_TOPS, more))).toEqual([])
  })

  it('count a close at the level as back inside', () => {
    expect(sweeps(middleBars(TWO_TOPS, [[13, 15, 12, 14]]))).toHaveLength(1)
  })

  it('take every swing that is its own level', () => {
    const unequal = TWO_TOPS.with(9, 12)
    expect(zones(sweeps(middleBars(unequal, [[12, 15, 11, 12]])))).toEqual([
      ['swing', -1, 15, 13, 13],
      ['swing', -1, 15, 14, 14],
    ])
  })

  it('take a pool with the swings inside it, or one of its swings alone', () => {
    const nearlyEqual = TWO_TOPS.with(9, 12.6)
    expect(zones(sweeps(middleBars(nearlyEqual, [[12, 15, 11, 12]])))).toEqual([['pool', -1, 15, 14, 14]])
    expect(zones(sweeps(middleBars(nearlyEqual, [[12, 13.8, 11, 12]])))).toEqual([['swing', -1, 13.8, 13.6, 13.6]])
  })

  it('take the high of the day before, which is the same price as those of its sessions', () => {
    const quiet = quietBars('2024-01-10T00:00Z', '2024-01-12T00:00Z', HOUR.barMs)
    const peak = withBarAt(quiet, '2024-01-10T13:00Z', { high: 105 })
    const found = sweeps(withBarAt(peak, '2024-01-11T03:00Z', { high: 106 }), HOUR).filter(({ level }) => level === 105)
    expect(zones(found)).toEqual([['1D', -1, 106, 105, 105]])
    expect(shortTime(found[0]?.confirmedAtMs ?? null)).toBe('01-11T03:00')
  })

  it('take the high and the low of a day once each', () => {
    const quiet = quietBars('2024-01-10T00:00Z', '2024-01-12T00:00Z', HOUR.barMs)
    const wide = withBarAt(quiet, '2024-01-10T13:00Z', { high: 105, low: 95 })
    const once = withBarAt(wide, '2024-01-11T03:00Z', { high: 106 })
    const twice = withBarAt(once, '2024-01-11T05:00Z', { high: 107, low: 94 })
    const ofTheDay = sweeps(withBarAt(twice, '2024-01-11T06:00Z', { low: 93 }), HOUR).filter(
      ({ label }) => label === '1D',
    )
    expect(ofTheDay.map(({ level, confirmedAtMs }) => [level, shortTime(confirmedAtMs)])).toEqual([
      [105, '01-11T03:00'],
      [95, '01-11T05:00'],
    ])
  })

  it('take the high of a session before its next one', () => {
    const quiet = quietBars('2024-01-10T00:00Z', '2024-01-11T09:00Z', HOUR.barMs)
    const peak = withBarAt(quiet, '2024-01-10T02:00Z', { high: 105 })
    const found = sweeps(withBarAt(peak, '2024-01-10T09:00Z', { high: 106 }), HOUR)
    expect(found.filter(({ level }) => level === 105)).toMatchObject([{ label: 'Asia', top: 106 }])
    const late = sweeps(withBarAt(peak, '2024-01-11T07:00Z', { high: 106 }), HOUR)
    expect(late.filter(({ level }) => level === 105)).toMatchObject([{ label: '1D' }])
  })

  it('take the high of a day whose last bar is missing by the bar that it is published at', () => {
    const quiet = quietBars('2024-01-10T00:00Z', '2024-01-12T00:00Z', HOUR.barMs)
    const peak = withBarAt(quiet, '2024-01-10T22:00Z', { high: 105 })
    const gap = without(peak, '2024-01-10T23:00Z', '2024-01-11T06:00Z')
    const found = sweeps(withBarAt(gap, '2024-01-11T06:00Z', { high: 106 }), HOUR)
    expect(found.filter(({ level }) => level === 105)).toMatchObject([
      { label: '1D', confirmedAtMs: Date.parse('2024-01-11T06:00Z') },
    ])
  })

  it('take a week before its days', () => {
    const quiet = quietBars('2024-01-01T00:00Z', '2024-01-09T00:00Z', HOUR.barMs)
    const peak = withBarAt(quiet, '2024-01-07T22:00Z', { low: 95 })
    const found = sweeps(withBarAt(peak, '2024-01-08T06:00Z', { low: 94 }), HOUR)
    expect(found.filter(({ level }) => level === 95)).toMatchObject([{ label: 'W', direction: 1, top: 95, bottom: 94 }])
  })

  it('are every wick beyond a standing swing, and close inside what they took', () => {
    fc.assert(
      fc.property(barSeries, (candles) => {
        const done = run(candles)
        const found = done.ofKind('sweep')
        const prices = new Map(candles.map((candle) => [Number(candle.openTimeMs), candle]))
        for (const sweep of found) expect(isWick(sweep, prices.get(sweep.confirmedAtMs))).toBe(true)
        for (const swing of done.ofKind('swing').filter(isStanding)) {
          const taker = prices.get(swing.mitigatedAtMs ?? Number.NaN)
          if (taker === undefined || isBeyond(swing, taker.close)) continue
          expect(found.some((sweep) => sweep.confirmedAtMs === taker.openTimeMs && covers(sweep, swing, done))).toBe(
            true,
          )
        }
      }),
    )
  })
})

const isStanding = ({ invalidatedAtMs, confirmedAtMs }: IctRecord) => invalidatedAtMs !== confirmedAtMs

function isBeyond({ direction, level }: IctRecord, price: number): boolean {
  return level !== null && (direction === 1 ? price > level : price < level)
}

function isWick({ direction, level }: IctRecord, bar: Candle | undefined): boolean {
  if (bar === undefined || level === null) return false
  return direction === -1 ? bar.high > level && bar.close <= level : bar.low < level && bar.close >= level
}

/** True where the sweep took the swing's price, or a pool around it. */
function covers(sweep: IctRecord, swing: IctRecord, done: DetectorRun): boolean {
  if (sweep.direction === swing.direction) return false
  if (sweep.level === swing.level) return true
  return done
    .ofKind('liquidityPool')
    .some(
      ({ direction, mitigatedAtMs, top, bottom }) =>
        direction === swing.direction &&
        mitigatedAtMs === sweep.confirmedAtMs &&
        (top ?? 0) >= (swing.level ?? 0) &&
        (bottom ?? 0) <= (swing.level ?? 0),
    )
}
