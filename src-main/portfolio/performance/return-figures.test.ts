import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import { type EquitySample, money, strategyId, strategyOwner } from '../../domain/index.ts'
import { ETH } from '../testing/fills.ts'
import { dailyReturns, type DailyReturn } from './daily-returns.ts'
import { drawdownsOf } from './drawdown.ts'
import {
  accountPerformance,
  groupPerformances,
  type PerformanceInput,
  periodPerformances,
} from './performance-report.ts'
import { type Period, Periods } from './periods.ts'
import { returnFigures, sampleDeviation } from './return-figures.ts'
import { tradeOf } from './testing/trades.ts'

const DAY_MS = 86_400_000
const UTC = { zone: 'UTC', hour: 0 }
const sample = (at: number, equity: number): EquitySample => ({ timeMs: timeMs(at), equity, cash: equity })
const daily = (...equities: readonly number[]): EquitySample[] =>
  equities.map((equity, day) => sample(day * DAY_MS, equity))
const days = (...fractions: readonly number[]): DailyReturn[] =>
  fractions.map((fraction, day) => ({
    startMs: day * DAY_MS,
    startEquity: 1,
    endEquity: 1 + fraction,
    flow: 0,
    fraction,
  }))

describe('daily returns', () => {
  it('end each day with its newest sample, and go on over days without one', () => {
    const samples = [sample(0, 100), sample(5, 90), sample(DAY_MS - 1, 110), sample(3 * DAY_MS + 7, 121)]
    expect(dailyReturns(samples, UTC).map(({ startMs, fraction }) => [startMs / DAY_MS, fraction])).toEqual([
      [0, 110 / 100 - 1],
      [1, 0],
      [2, 0],
      [3, 121 / 110 - 1],
    ])
  })

  it('begin at the hour of the zone', () => {
    const samples = [sample(Date.UTC(2026, 0, 1, 15), 100), sample(Date.UTC(2026, 0, 1, 17), 120)]
    const starts = dailyReturns(samples, { zone: 'America/New_York', hour: 11 }).map(({ startMs }) => startMs)
    expect(starts).toEqual([Date.UTC(2025, 11, 31, 16), Date.UTC(2026, 0, 1, 16)])
  })

  it('leave money that was put in aside', () => {
    const flows = [
      { timeMs: 0, amount: 100 },
      { timeMs: DAY_MS + 5, amount: 50 },
      { timeMs: 2 * DAY_MS - 1, amount: -30 },
    ]
    const samples = [sample(0, 100), sample(DAY_MS + 6, 160), sample(2 * DAY_MS + 1, 130)]
    expect(dailyReturns(samples, UTC, flows).map(({ flow, fraction }) => [flow, fraction])).toEqual([
      [0, 0],
      [50, (160 - 50) / 100 - 1],
      [-30, 0],
    ])
  })

  it('know no fraction of a day that began with nothing', () => {
    expect(dailyReturns(daily(0, 10), UTC).map(({ fraction }) => fraction)).toEqual([null, null])
    expect(dailyReturns([], UTC)).toEqual([])
  })
})

describe('figures of returns', () => {
  it('are those that one reckons by hand', () => {
    // Mean 0.01, deviations −0.01, 0.02, −0.01: sample deviation √(0.0006 / 2).
    const figures = returnFigures(days(0, 0.03, 0), { maxDrawdown: 0.1 })
    expect(figures.sharpe.value).toBeCloseTo((0.01 / Math.sqrt(0.0003)) * Math.sqrt(365), 10)
    expect(figures.volatility.value).toBeCloseTo(Math.sqrt(0.0003) * Math.sqrt(365), 10)
    expect(figures.totalReturn.value).toBeCloseTo(0.03, 12)
    const annual = 1.03 ** (365 / 3) - 1
    expect(figures.annualReturn.value).toBeCloseTo(annual, 10)
    expect(figures.calmar.value).toBeCloseTo(annual / 0.1, 9)
    expect(figures.sortino).toEqual({ value: null, reason: 'no day fell short' })
  })

  it('count shortfalls over all days for Sortino', () => {
    const figures = returnFigures(days(0.02, -0.01, 0.02, -0.02), { maxDrawdown: 0.02, daysPerYear: 252 })
    expect(figures.sortino.value).toBeCloseTo((0.0025 / Math.sqrt(0.0005 / 4)) * Math.sqrt(252), 10)
  })

  it('are in excess of what is earned without risk', () => {
    const plain = returnFigures(days(0.01, 0.02, -0.01), { maxDrawdown: 0.01 })
    const excess = returnFigures(days(0.01, 0.02, -0.01), { maxDrawdown: 0.01, riskFreeRate: 0.0365 })
    const deviation = sampleDeviation([0.01, 0.02, -0.01])
    expect((plain.sharpe.value ?? 0) - (excess.sharpe.value ?? 0)).toBeCloseTo((0.0001 / deviation) * Math.sqrt(365), 9)
  })

  it.each<[string, DailyReturn[], string]>([
    ['nothing', [], 'two days of equity are needed'],
    ['one day', days(0.1), 'two days of equity are needed'],
    ['no change', days(0, 0, 0), 'equity did not change from day to day'],
    ['the same change every day', days(0.1, 0.1 + 1e-17, 0.1), 'equity did not change from day to day'],
    [
      'a day without equity',
      [...days(0.1), { startMs: 1, startEquity: 0, endEquity: 1, flow: 0, fraction: null }],
      'a day began without equity',
    ],
  ])('say why there is no Sharpe ratio of %s', (_, returns, reason) => {
    expect(returnFigures(returns, { maxDrawdown: null }).sharpe).toEqual({ value: null, reason })
  })

  it('say that a ratio to no drawdown is none, and that some things cannot be brought to a year', () => {
    expect(returnFigures(days(0, 0.1), { maxDrawdown: null }).calmar.reason).toBe('equity never fell below its highest')
    expect(returnFigures(days(1e3, 1e3), { maxDrawdown: 0.1 }).annualReturn.reason).toBe(
      'too large to be brought to a year',
    )
  })

  it('lose everything at most', () => {
    expect(returnFigures(days(0.5, -1), { maxDrawdown: 1 }).annualReturn.value).toBe(-1)
  })
})

describe('drawdowns', () => {
  it('go from the highest to the lowest and last until the highest is reached again', () => {
    const { deepest, longest, current } = drawdownsOf(daily(100, 120, 90, 100, 120, 110, 130, 117))
    expect(deepest).toEqual({
      depthFraction: 0.25,
      depthMoney: 30,
      peakAtMs: DAY_MS,
      troughAtMs: 2 * DAY_MS,
      recoveredAtMs: 4 * DAY_MS,
      fallMs: DAY_MS,
      recoveryMs: 2 * DAY_MS,
      lengthMs: 3 * DAY_MS,
    })
    expect(longest).toEqual(deepest)
    expect(current).toMatchObject({ depthMoney: 13, recoveredAtMs: null, recoveryMs: null, lengthMs: DAY_MS })
  })

  it('are none of a curve that never falls', () => {
    for (const curve of [[], daily(1), daily(1, 1, 2)]) {
      expect(drawdownsOf(curve)).toEqual({ deepest: null, longest: null, current: null })
    }
  })

  it('are not hidden by a deposit nor made by taking money out', () => {
    const flows = [{ timeMs: DAY_MS, amount: 100 }]
    expect(drawdownsOf(daily(100, 190), flows).current).toMatchObject({ depthMoney: 10 })
    expect(drawdownsOf(daily(100, 190), flows).current?.depthFraction).toBeCloseTo(0.1, 12)
    expect(drawdownsOf(daily(100, 40), [{ timeMs: 9, amount: -60 }]).current).toBeNull()
  })

  it('are the deepest of all pairs of an earlier and a later value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 40 }), (equities) => {
        const pairs = equities.flatMap((high, index) => equities.slice(index).map((low) => 1 - low / high))
        const expected = Math.max(0, ...pairs)
        expect(drawdownsOf(daily(...equities)).deepest?.depthFraction ?? 0).toBeCloseTo(expected, 9)
      }),
    )
  })
})

describe('a period', () => {
  it.each<[string, Period, ...string[]]>([
    ['2026-11-21T00:00:00Z', 'day', '2026-11-21', '2026-11-21', '2026-11-22'],
    ['2026-11-21T00:00:00Z', 'week', '2026-W47', '2026-11-16', '2026-11-23'],
    ['2027-01-03T23:59:59Z', 'week', '2026-W53', '2026-12-28', '2027-01-04'],
    ['2027-01-04T00:00:00Z', 'week', '2027-W01', '2027-01-04', '2027-01-11'],
    ['2024-12-30T00:00:00Z', 'week', '2025-W01', '2024-12-30', '2025-01-06'],
    ['2026-11-30T23:59:59Z', 'month', '2026-11', '2026-11-01', '2026-12-01'],
    ['2026-12-31T23:59:59Z', 'month', '2026-12', '2026-12-01', '2027-01-01'],
    ['2026-12-31T23:59:59Z', 'year', '2026', '2026-01-01', '2027-01-01'],
  ])('of %s by %s is %s, from %s until %s', (instant, period, ...expected) => {
    const [name, from = '', to = ''] = expected
    const found = new Periods(UTC, period).at(Date.parse(instant))
    expect(found).toEqual({ name, fromMs: Date.parse(from), toMs: Date.parse(to) })
  })

  it('goes by the day of the zone, which begins at its hour', () => {
    const zoned = new Periods({ zone: 'Asia/Tokyo', hour: 9 }, 'month')
    expect(zoned.at(Date.parse('2026-05-31T23:59:59Z')).name).toBe('2026-05')
    expect(zoned.at(Date.parse('2026-06-01T00:00:00Z')).name).toBe('2026-06')
  })

  it('follows on the one before it without a gap, over changes of the clock too', () => {
    for (const period of ['day', 'week', 'month', 'year'] as const) {
      const span = { fromMs: Date.parse('2026-02-03T04:05:06Z'), toMs: Date.parse('2026-12-03T00:00:00Z') }
      const found = new Periods({ zone: 'America/New_York', hour: 17 }, period).within(span)
      expect(found.slice(1).map(({ fromMs }) => fromMs)).toEqual(found.slice(0, -1).map(({ toMs }) => toMs))
      expect(found.map(({ name }) => name)).toEqual(
        found.map(({ name }) => name).toSorted((left, right) => (left < right ? -1 : 1)),
      )
    }
  })
})

describe('a report', () => {
  const TREND = strategyOwner(strategyId('trend'))
  const input: PerformanceInput = {
    trades: [
      tradeOf(99, { openedAtMs: timeMs(-9), closedAtMs: timeMs(-5) }),
      tradeOf(10, { openedAtMs: timeMs(0), closedAtMs: timeMs(DAY_MS), fees: money(1) }),
      tradeOf(-4, { owner: TREND, openedAtMs: timeMs(DAY_MS), closedAtMs: timeMs(1.5 * DAY_MS), fees: money(2) }),
      tradeOf(0, { owner: TREND, instrumentId: ETH, openedAtMs: timeMs(3 * DAY_MS), closedAtMs: undefined }),
    ],
    equity: [sample(-5, 1), ...daily(100, 110, 106, 109)],
    flows: [],
    dayStart: UTC,
    span: { fromMs: 0, toMs: 4 * DAY_MS },
  }

  it('of the account looks at its span alone', () => {
    const all = accountPerformance(input)
    expect(all).toMatchObject({ name: 'all', trades: { count: 2, netPnl: 6 }, profit: { value: 9 } })
    expect([all.exposure.value, all.fees.toFixed(), all.realisedPnl.toFixed()]).toEqual([2.5 / 4, '3', '6'])
    expect(all.drawdowns.deepest).toMatchObject({ depthMoney: 4, recoveredAtMs: null })
    expect(all.returns.totalReturn.value).toBeCloseTo(0.09, 12)
  })

  it('of owners and instruments goes by what their trades closed with', () => {
    const owners = groupPerformances(input, ({ owner }) => owner)
    expect(owners.map(({ name, trades, exposure }) => [name, trades.count, exposure.value])).toEqual([
      ['hand', 1, 0.25],
      ['strategy:trend', 1, 0.375],
    ])
    expect(owners.map(({ returns, drawdowns }) => [returns.totalReturn.value, drawdowns.deepest?.depthMoney])).toEqual([
      [110 / 100 - 1, undefined],
      [96 / 100 - 1, 4],
    ])
    const instruments = groupPerformances(input, ({ instrumentId }) => instrumentId)
    expect(instruments.map(({ name, trades }) => [name, trades.netPnl])).toEqual([
      ['simulated:BTC-PERP', 6],
      ['simulated:ETH-PERP', 0],
    ])
  })

  it('of periods begins each with what the one before it left', () => {
    const days = periodPerformances(input, 'day')
    const lines = days.map(({ name, trades, profit, exposure }) => [name, trades.netPnl, profit.value, exposure.value])
    expect(lines).toEqual([
      ['1970-01-01', 0, 0, 1],
      ['1970-01-02', 6, 0, 0.5],
      ['1970-01-04', 0, 0, 1],
    ])
    const [month] = periodPerformances(input, 'month')
    expect(month).toMatchObject({ name: '1970-01', profit: { value: 9 }, trades: { count: 2 } })
    const later = { ...input, equity: [sample(0, 100), sample(0.5 * DAY_MS, 104), sample(1.5 * DAY_MS, 120)] }
    expect(periodPerformances(later, 'day').map(({ profit }) => profit.value)).toEqual([4, 16, 0])
  })

  it('of nothing has reasons in place of figures', () => {
    const nothing = { ...input, trades: [], equity: [] }
    const all = accountPerformance(nothing)
    expect([all.trades.count, all.exposure.value, all.returns.sharpe.reason, all.profit.reason]).toEqual([
      0,
      0,
      'two days of equity are needed',
      'no equity was kept in this time',
    ])
    expect(groupPerformances(nothing, ({ owner }) => owner)).toEqual([])
    expect(periodPerformances(nothing, 'week')).toEqual([])
    const [owner] = groupPerformances({ ...input, equity: [] }, ({ owner }) => owner)
    expect(owner?.profit.reason).toBe('no equity was kept in this time')
  })
})
