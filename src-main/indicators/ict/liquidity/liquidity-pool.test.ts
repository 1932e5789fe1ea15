import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candle } from '../../../domain/index.ts'
import { SmoothedMean, TrueRange } from '../../running/index.ts'
import type { IctRecord } from '../ict-record.ts'
import { SwingDetector } from '../swing.ts'
import { barSeries } from '../testing/bar-arbitrary.ts'
import { sketch } from '../testing/bars.ts'
import { runDetectors } from '../testing/detector-run.ts'
import { middleBars, mirrored } from '../testing/middle-bars.ts'
import { LiquidityPoolDetector } from './liquidity-pool.ts'

const PARAMETERS = { swingLength: 2, equalRangeAtr: 0.25, atrPeriod: 2 }
/** Highs of 14 at bars 3 and 9, a low of 9 at bar 6. */
const TWO_TOPS = [10, 11, 12, 13, 12, 11, 10, 11, 12, 13, 12, 11]

function run(candles: readonly Candle[], parameters = PARAMETERS) {
  return runDetectors([new SwingDetector(parameters), new LiquidityPoolDetector(parameters)], candles)
}

const pools = (candles: readonly Candle[], parameters = PARAMETERS) => run(candles, parameters).ofKind('liquidityPool')
const bands = (records: readonly IctRecord[]) => records.map(({ top, bottom, level }) => [top, bottom, level])

describe('liquidity pools', () => {
  it('are two equal highs, known once the second is confirmed', () => {
    const found = pools(middleBars(TWO_TOPS))
    expect(found.map(sketch)).toEqual([
      {
        kind: 'liquidityPool',
        direction: 1,
        formed: 3,
        confirmed: 11,
        mitigated: null,
        filled: null,
        invalidated: null,
      },
    ])
    expect(bands(found)).toEqual([[14, 14, 14]])
    expect(pools(middleBars(TWO_TOPS.slice(0, -1)))).toEqual([])
  })

  it('are two equal lows just as well', () => {
    const found = pools(mirrored(middleBars(TWO_TOPS)))
    expect(found.map(sketch)).toMatchObject([{ direction: -1, formed: 3, confirmed: 11 }])
    expect(bands(found)).toEqual([[-14, -14, -14]])
  })

  it('hold levels that are nearly equal, and none that are further apart', () => {
    expect(bands(pools(middleBars(TWO_TOPS.with(9, 13.4))))).toEqual([[14.4, 14, 14.2]])
    expect(bands(pools(middleBars(TWO_TOPS.with(9, 12.6))))).toEqual([[14, 13.6, 13.8]])
    expect(pools(middleBars(TWO_TOPS.with(9, 14)))).toEqual([])
  })

  it('do not reach across a bar that took the outer level', () => {
    const spike = [...TWO_TOPS.with(9, 16), 10, 11, 12, 13, 12, 11]
    expect(pools(middleBars(spike)).filter(({ direction }) => direction === 1)).toEqual([])
  })

  it('are made anew by a third equal high and the newer of the two before it', () => {
    const found = pools(middleBars([...TWO_TOPS, 10, 11, 12, 13, 12, 11])).filter(({ direction }) => direction === 1)
    expect(found.map(({ formedAtMs, confirmedAtMs }) => [formedAtMs / 60_000, confirmedAtMs / 60_000])).toEqual([
      [3, 11],
      [9, 17],
    ])
    expect(found[0]?.id).not.toBe(found[1]?.id)
  })

  it('are swept by the first bar beyond the outer level and end with the first close there', () => {
    const more = [
      [11, 14, 11, 13],
      [13, 14.5, 12, 14],
      [14, 15, 12, 13],
      [13, 15, 13, 14.1],
    ] as const
    expect(pools(middleBars(TWO_TOPS, more)).map(sketch)).toMatchObject([{ mitigated: 13, invalidated: 15 }])
  })

  it('are not found before the average range is known', () => {
    expect(pools(middleBars(TWO_TOPS), { ...PARAMETERS, atrPeriod: 12 })).toEqual([])
    expect(pools(middleBars(TWO_TOPS), { ...PARAMETERS, atrPeriod: 11 })).toHaveLength(1)
  })

  it('are those that comparing every pair of swings finds', () => {
    fc.assert(
      fc.property(barSeries, fc.constantFrom(0.1, 0.25, 1), (candles, equalRangeAtr) => {
        const found = run(candles, { ...PARAMETERS, equalRangeAtr })
        const expected = byEveryPair(found.ofKind('swing'), candles, equalRangeAtr)
        expect(
          found.ofKind('liquidityPool').map(({ formedAtMs, confirmedAtMs }) => [formedAtMs, confirmedAtMs]),
        ).toEqual(expected)
      }),
    )
  })
})

/** Forming and confirming bars of the pools, by the words of the rule. */
function byEveryPair(swings: readonly IctRecord[], candles: readonly Candle[], equalRangeAtr: number): number[][] {
  const trueRange = new TrueRange()
  const mean = SmoothedMean.wilder(PARAMETERS.atrPeriod)
  const averages = new Map(candles.map((bar) => [Number(bar.openTimeMs), mean.next(trueRange.next(bar, true), true)]))
  const standing = swings.filter(({ invalidatedAtMs, confirmedAtMs }) => invalidatedAtMs !== confirmedAtMs)
  return standing.flatMap((second, index) => {
    const distance = equalRangeAtr * (averages.get(second.confirmedAtMs) ?? Number.NaN)
    const first = standing
      .slice(0, index)
      .findLast(
        (one) =>
          one.direction === second.direction &&
          Math.abs((one.level ?? 0) - (second.level ?? 0)) <= distance &&
          !isTakenBetween(one, second, candles),
      )
    return first === undefined ? [] : [[first.formedAtMs, second.confirmedAtMs]]
  })
}

function isTakenBetween(one: IctRecord, other: IctRecord, candles: readonly Candle[]): boolean {
  const between = candles.filter(({ openTimeMs }) => openTimeMs > one.formedAtMs && openTimeMs < other.formedAtMs)
  const levels = [one.level ?? Number.NaN, other.level ?? Number.NaN]
  return one.direction === 1
    ? between.some(({ high }) => high > Math.max(...levels))
    : between.some(({ low }) => low < Math.min(...levels))
}
