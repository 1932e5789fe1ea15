import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import { money } from '../../domain/index.ts'
import { distributionOf, quantileOf } from './distribution.ts'
import { exposureOf } from './exposure.ts'
import { streaksOf } from './streaks.ts'
import { tradeOf } from './testing/trades.ts'
import { rMultipleOf, tradeFigures } from './trade-figures.ts'
import type { TradeRecord } from './trade-record.ts'

describe('figures of trades', () => {
  it('are those that one reckons by hand', () => {
    const nets = [30, -10, 20, -20, -5, 0]
    const figures = tradeFigures(
      nets.map((net, index) =>
        tradeOf(net, {
          closedAtMs: timeMs((index + 1) * 1000),
          fees: money(1),
          excursion: { adversePrice: 0, adverseMoney: index, favourablePrice: 0, favourableMoney: 10 },
        }),
      ),
    )
    expect(figures).toMatchObject({
      count: 6,
      wins: 2,
      losses: 3,
      netPnl: 15,
      grossProfit: 50,
      grossLoss: 35,
      fees: 6,
      funding: 0,
      winRate: { value: 2 / 6 },
      profitFactor: { value: 50 / 35 },
      expectancy: { value: 2.5 },
      averageWin: { value: 25 },
      averageLoss: { value: -35 / 3 },
      payoff: { value: 25 / (35 / 3) },
      bestTrade: { value: 30 },
      worstTrade: { value: -20 },
      averageHeldMs: { value: 3500 },
      longestWin: { count: 1, money: 30 },
      longestLoss: { count: 2, money: -25 },
      adverseExcursion: { min: 0, p25: 1.25, median: 2.5, p75: 3.75, p90: 4.5, max: 5, mean: 2.5 },
      favourableExcursion: { min: 10, max: 10 },
    })
  })

  it('count results in R over the trades that had a stop', () => {
    const trades = [tradeOf(30, { initialRisk: money(10) }), tradeOf(-10, { initialRisk: money(10) }), tradeOf(500)]
    expect(tradeFigures(trades).expectancyR).toEqual({ value: 1, reason: null })
    expect(trades.flatMap(rMultipleOf)).toEqual([3, -1])
  })

  it('leave out what is open and what was handed over whole', () => {
    const trades = [tradeOf(5), tradeOf(7, { closedAtMs: undefined }), tradeOf(-1, { isRoundTrip: false })]
    expect(tradeFigures(trades)).toMatchObject({ count: 1, netPnl: 5 })
  })

  it('say why they are missing', () => {
    expect(tradeFigures([])).toMatchObject({
      count: 0,
      winRate: { value: null, reason: 'no trade has been closed' },
      profitFactor: { value: null, reason: 'no trade has been closed' },
      expectancyR: { value: null, reason: 'no closed trade was entered with a stop' },
      adverseExcursion: null,
    })
    expect(tradeFigures([tradeOf(1)])).toMatchObject({
      profitFactor: { value: null, reason: 'no trade has lost' },
      payoff: { value: null, reason: 'no trade has lost' },
    })
    expect(tradeFigures([tradeOf(-1)])).toMatchObject({
      profitFactor: { value: 0, reason: null },
      payoff: { value: null, reason: 'no trade has won' },
      averageWin: { value: null, reason: 'no trade has won' },
    })
  })

  it('never hold a number that is none, and fit together', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 30 }), (nets) => {
        const figures = tradeFigures(nets.map((net) => tradeOf(net)))
        expect(
          JSON.stringify(figures, (_, value) =>
            Number.isNaN(value) || Math.abs(Number(value)) === Infinity ? 'NOT FINITE' : value,
          ),
        ).not.toContain('NOT FINITE')
        expect(figures.grossProfit - figures.grossLoss).toBe(figures.netPnl)
        expect((figures.expectancy.value ?? 0) * figures.count).toBeCloseTo(figures.netPnl, 9)
        expect(figures.longestWin.count + figures.longestLoss.count).toBeLessThanOrEqual(figures.count)
      }),
    )
  })
})

describe('streaks', () => {
  it('end with a trade of the other kind and with one of nothing', () => {
    expect(streaksOf([1, 2, 0, 3, 3, -1, -1, -1, 4])).toEqual({
      longestWin: { count: 2, money: 6 },
      longestLoss: { count: 3, money: -3 },
    })
    expect(streaksOf([])).toEqual({ longestWin: { count: 0, money: 0 }, longestLoss: { count: 0, money: 0 } })
  })
})

describe('a distribution', () => {
  it('interpolates between neighbours', () => {
    expect([0, 0.25, 0.5, 1].map((probability) => quantileOf([1, 2, 3, 5], probability))).toEqual([1, 1.75, 2.5, 5])
    expect(quantileOf([], 0.5)).toBeNaN()
    expect(distributionOf([7])).toEqual({ min: 7, p25: 7, median: 7, p75: 7, p90: 7, max: 7, mean: 7 })
  })
})

describe('exposure', () => {
  const open = (from: number, to?: number): TradeRecord =>
    tradeOf(0, { openedAtMs: timeMs(from), closedAtMs: to === undefined ? undefined : timeMs(to) })

  it('counts time with several trades once, and what is open until the end', () => {
    const span = { fromMs: 100, toMs: 200 }
    expect(exposureOf([open(50, 110), open(105, 120), open(110, 115), open(190)], span).value).toBe(0.3)
    expect(exposureOf([], span).value).toBe(0)
    expect(exposureOf([open(0)], { fromMs: 5, toMs: 5 })).toEqual({ value: null, reason: 'no time has passed' })
  })
})
