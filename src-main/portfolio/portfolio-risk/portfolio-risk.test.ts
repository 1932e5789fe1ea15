import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type InstrumentId, parseInstrumentId } from '../../domain/index.ts'
import { BTC, ETH } from '../testing/fills.ts'
import { correlatedGroups, correlationMatrix } from './correlation-matrix.ts'
import { correlationOf, covarianceOf } from './covariance.ts'
import { normalDensity, normalQuantile } from './normal.ts'
import { portfolioRiskReport, type PortfolioRiskSettings } from './portfolio-risk-report.ts'
import { alignReturns, type CloseSeries, type ReturnSeries, returnSeriesOf } from './return-series.ts'
import { stressResult, type StressScenario } from './stress.ts'
import { type Exposure, historicalRisk, parametricRisk } from './value-at-risk.ts'

const SOL: InstrumentId = parseInstrumentId('simulated:SOL-PERP')
const seriesOf = (instrumentId: InstrumentId, ...fractions: readonly number[]): ReturnSeries => ({
  instrumentId,
  returns: new Map(fractions.map((fraction, index) => [index, fraction])),
})
const long = (instrumentId: InstrumentId, value = 1000): Exposure => ({ instrumentId, value })
const HUNDRED = Array.from({ length: 100 }, (_, index) => (index - 50) / 1000)

describe('the normal distribution', () => {
  it.each([
    [0.5, 0],
    [0.8413447460685429, 1],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.999, 3.090232306167813],
    [0.01, -2.3263478740408408],
  ])('stays below its quantile of %d with that probability', (probability, value) => {
    expect(normalQuantile(probability)).toBeCloseTo(value, 7)
  })

  it('has a density, and no quantile of what is no probability', () => {
    expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 12)
    for (const probability of [0, 1, -1, Number.NaN]) expect(() => normalQuantile(probability)).toThrow(RangeError)
  })
})

describe('returns', () => {
  it('are taken between closes one step apart, and not over a hole', () => {
    const closes = [
      { timeMs: 0, close: 100 },
      { timeMs: 10, close: 110 },
      { timeMs: 30, close: 99 },
      { timeMs: 40, close: 198 },
    ]
    const { returns } = returnSeriesOf({ instrumentId: BTC, closes }, 10)
    expect([...returns]).toEqual([
      [10, 110 / 100 - 1],
      [40, 1],
    ])
  })

  it('are aligned at the times that all have', () => {
    const left = {
      instrumentId: BTC,
      returns: new Map([
        [1, 0.1],
        [2, 0.2],
        [3, 0.3],
      ]),
    }
    const right = {
      instrumentId: ETH,
      returns: new Map([
        [3, 3],
        [1, 1],
      ]),
    }
    expect(alignReturns([left, right])).toEqual({
      times: [1, 3],
      rows: [
        [0.1, 0.3],
        [1, 3],
      ],
    })
    expect(alignReturns([])).toEqual({ times: [], rows: [] })
  })
})

describe('correlation', () => {
  it('is that of Pearson', () => {
    // Deviations −1, 0, 1 and −2, 1, 1: covariance 3/2, variances 1 and 3.
    expect(covarianceOf([1, 2, 3], [0, 3, 3])).toBe(1.5)
    expect(correlationOf([1, 2, 3], [0, 3, 3])).toBeCloseTo(1.5 / Math.sqrt(3), 12)
    expect(correlationOf([1, 2, 3], [5, 5, 5])).toBeNaN()
  })

  it('gives recent returns more weight when weights decay', () => {
    // Weights 1 and 0.5 on the newest and the one before.
    expect(covarianceOf([2, 4], [3, 1], { decay: 0.5 })).toBeCloseTo((4 * 1 + 0.5 * 2 * 3) / 1.5, 12)
    const turning = [1, -1, 1, -1, 1, -1]
    const together = [-1, 1, -1, -1, 1, -1]
    expect(correlationOf(turning, together, { decay: 0.5 })).toBeGreaterThan(correlationOf(turning, together))
  })

  it('lies between −1 and 1, is one with itself, and does not depend on the order of the two', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
      minLength: 2,
    })
    fc.assert(
      fc.property(rows, fc.constantFrom(undefined, 0.94), (pairs, decay) => {
        const left = pairs.map(([value]) => value / 1000)
        const right = pairs.map(([, value]) => value / 1000)
        const options = decay === undefined ? {} : { decay }
        const found = correlationOf(left, right, options)
        fc.pre(!Number.isNaN(found))
        expect(Math.abs(found)).toBeLessThanOrEqual(1)
        expect(correlationOf(right, left, options)).toBe(found)
        expect(correlationOf(left, left, options)).toBeCloseTo(1, 12)
      }),
    )
  })

  it('of a pair with too few common returns, or without movement, is missing with its reason', () => {
    const series = [seriesOf(BTC, 1, 2, 3), seriesOf(ETH, 2, 1), seriesOf(SOL, 0, 0, 0)]
    const { cells } = correlationMatrix(series, { minOverlap: 3 })
    expect(cells.map((row) => row.map(({ value, reason }) => value ?? reason))).toEqual([
      [1, '2 returns at the same times, 3 are needed', 'one of the two did not move'],
      Array(3).fill('2 returns at the same times, 3 are needed'),
      ['one of the two did not move', '2 returns at the same times, 3 are needed', 'one of the two did not move'],
    ])
  })

  it('makes groups of what moves together or against each other, by chains too', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'].map((name) => parseInstrumentId(name))
    const strong = new Map([
      ['a-c', -0.9],
      ['c-e', 0.8],
      ['b-d', 0.79],
    ])
    const cells = ids.map((row) =>
      ids.map((column) => ({
        value: strong.get([row, column].toSorted((l, r) => (l < r ? -1 : 1)).join('-')) ?? 0,
        reason: null,
      })),
    )
    expect(correlatedGroups({ instrumentIds: ids, cells }, 0.8)).toEqual([['a', 'c', 'e']])
    expect(correlatedGroups({ instrumentIds: ids, cells }, 0.7)).toEqual([
      ['a', 'c', 'e'],
      ['b', 'd'],
    ])
    expect(correlatedGroups({ instrumentIds: [], cells: [] }, 0.5)).toEqual([])
  })
})

describe('value at risk from history', () => {
  it('is the loss that five of a hundred days exceeded, and the mean of those five', () => {
    const risk = historicalRisk([long(BTC)], [seriesOf(BTC, ...HUNDRED)], { confidence: 0.95, steps: 1 })
    // The worst five are −50 to −46, the next one is −45.
    expect(risk.valueAtRisk.value).toBeCloseTo(45, 9)
    expect(risk.expectedShortfall.value).toBeCloseTo(48, 9)
    expect(risk.observations).toBe(100)
  })

  it('turns round for what is short, and nets what is held of one instrument', () => {
    const series = [seriesOf(BTC, ...HUNDRED)]
    const short = historicalRisk([long(BTC, -3000), long(BTC, 2000)], series, { confidence: 0.95, steps: 1 })
    expect(short.valueAtRisk.value).toBeCloseTo(44, 9)
    const none = historicalRisk([long(BTC, 5), long(BTC, -5)], series, { confidence: 0.95, steps: 1 })
    expect([none.valueAtRisk.value, none.expectedShortfall.value]).toEqual([0, 0])
  })

  it('compounds returns over a longer horizon', () => {
    const series = [seriesOf(BTC, -0.5, -0.5, 1, 1)]
    const risk = historicalRisk([long(BTC, 100)], series, { confidence: 0.6, steps: 2 })
    // Windows −75 %, 0 %, +300 %: one of three and a fifth of the next.
    expect(risk).toMatchObject({ observations: 3, valueAtRisk: { value: 0 } })
    expect(risk.expectedShortfall.value).toBeCloseTo(75 / 1.2, 9)
  })

  it('covers a hedge', () => {
    const series = [seriesOf(BTC, ...HUNDRED), seriesOf(ETH, ...HUNDRED.map((fraction) => 2 * fraction))]
    const risk = historicalRisk([long(BTC), long(ETH, -500)], series, { confidence: 0.95, steps: 1 })
    expect(risk.expectedShortfall.value).toBeCloseTo(0, 9)
  })

  it('is missing where there are too few returns, with the reason', () => {
    const horizon = { confidence: 0.95, steps: 1 }
    const few = historicalRisk([long(BTC)], [seriesOf(BTC, 0.1, 0.2)], horizon)
    expect(few.valueAtRisk).toEqual({ value: null, reason: '2 returns at the same times, 20 are needed' })
    const none = historicalRisk([long(BTC)], [], horizon)
    expect(none.expectedShortfall.reason).toBe(`no returns of ${BTC} are known`)
  })

  it('grows with confidence, and the expected shortfall is never below it', () => {
    const rows = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 100, maxLength: 150 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 4 }), (permille, steps) => {
        const series = [seriesOf(BTC, ...permille.map((value) => value / 1000))]
        const at = (confidence: number): number[] => {
          const { valueAtRisk, expectedShortfall } = historicalRisk([long(BTC)], series, { confidence, steps })
          return [valueAtRisk.value ?? Number.NaN, expectedShortfall.value ?? Number.NaN]
        }
        const [low = 0, lowTail = 0] = at(0.8)
        const [high = 0, highTail = 0] = at(0.95)
        expect(high).toBeGreaterThanOrEqual(low)
        expect(highTail).toBeGreaterThanOrEqual(lowTail - 1e-9)
        expect(lowTail).toBeGreaterThanOrEqual(low - 1e-9)
        expect(highTail).toBeGreaterThanOrEqual(high - 1e-9)
      }),
    )
  })
})

describe('value at risk of a normal distribution', () => {
  it('is reckoned by hand', () => {
    // Variances 1e-4 and 4e-4, covariance 0: σ = 1000 · √(1e-4 + 4e-4).
    const series = [seriesOf(BTC, 0.01, -0.01, 0.01, -0.01), seriesOf(ETH, 0.02, 0.02, -0.02, -0.02)]
    const risk = parametricRisk([long(BTC), long(ETH)], series, { confidence: 0.99, steps: 4 })
    const deviation = 1000 * Math.sqrt((5e-4 * 4) / 3)
    expect(risk.valueAtRisk.value).toBeCloseTo(2.3263478740408408 * deviation * 2, 5)
    expect(risk.expectedShortfall.value).toBeCloseTo((deviation * 2 * normalDensity(2.3263478740408408)) / 0.01, 4)
  })

  it('goes by the weighted covariance when weights decay', () => {
    const risk = parametricRisk([long(BTC, 100)], [seriesOf(BTC, 0.2, 0.1)], { confidence: 0.95, steps: 1, decay: 0.5 })
    const deviation = 100 * Math.sqrt((0.01 + 0.5 * 0.04) / 1.5)
    expect(risk.valueAtRisk.value).toBeCloseTo(1.6448536269514722 * deviation, 6)
  })

  it('is zero for nothing held, and missing with one return', () => {
    const horizon = { confidence: 0.95, steps: 1 }
    expect(parametricRisk([], [], horizon).valueAtRisk.value).toBe(0)
    expect(parametricRisk([long(BTC)], [seriesOf(BTC, 0.1)], horizon).valueAtRisk.reason).toBe(
      '1 returns at the same times, 2 are needed',
    )
  })
})

describe('a stress scenario', () => {
  const series = [seriesOf(BTC, 0.01, -0.01, 0.01, -0.01), seriesOf(ETH, 0.02, 0.02, -0.02, -0.02)]
  const profit = (scenario: StressScenario, exposures: readonly Exposure[]): number | string | null => {
    const { value, reason } = stressResult(scenario, { exposures, series, confidence: 0.95, steps: 1 }).profit
    return value ?? reason
  }
  const deviation = (variance: number): number => 1.6448536269514722 * 1000 * Math.sqrt((variance * 4) / 3)

  it('moves prices of instruments and of all others', () => {
    const moves = [
      { instrumentIds: 'all', fraction: -0.1 },
      { instrumentIds: [ETH], fraction: -0.3 },
    ] as const
    expect(profit({ kind: 'prices', name: 'crash', moves }, [long(BTC), long(ETH, -500)])).toBe(50)
    const rise = [{ instrumentIds: [ETH], fraction: 0.5 }]
    expect(profit({ kind: 'prices', name: 'rise', moves: rise }, [long(BTC), long(ETH, -500)])).toBe(-250)
  })

  it('lets no price fall below zero', () => {
    const moves = [{ instrumentIds: 'all', fraction: -3 }] as const
    expect(profit({ kind: 'prices', name: 'end', moves }, [long(BTC)])).toBe(-1000)
  })

  it('multiplies volatility', () => {
    const loss = profit({ kind: 'volatility', name: 'twice', factor: 2 }, [long(BTC), long(ETH)])
    expect(loss).toBeCloseTo(-2 * deviation(5e-4), 4)
  })

  it('takes away what was spread when everything moves as one', () => {
    const scenario = { kind: 'correlationToOne', name: 'one' } as const
    expect(profit(scenario, [long(BTC), long(ETH)])).toBeCloseTo(-deviation(9e-4), 4)
    expect(profit(scenario, [long(BTC), long(ETH, -500)])).toBeCloseTo(0, 6)
    expect(profit(scenario, [])).toBe(0)
    expect(profit(scenario, [long(SOL)])).toBe(`no returns of ${SOL} are known`)
  })
})

describe('a report of portfolio risk', () => {
  const SETTINGS: PortfolioRiskSettings = {
    confidence: 0.9,
    steps: 1,
    scenarios: [{ kind: 'prices', name: 'a tenth down', moves: [{ instrumentIds: 'all', fraction: -0.1 }] }],
  }
  const closesOf = (instrumentId: InstrumentId, closes: readonly number[]): CloseSeries => ({
    instrumentId,
    closes: closes.map((close, timeMs) => ({ timeMs, close })),
  })

  it('says what may be lost', () => {
    const walk = Array.from({ length: 30 }, (_, index) => 100 + Math.sin(index) * 5)
    const closes = [
      closesOf(BTC, walk),
      closesOf(
        ETH,
        walk.map((close) => close * 3),
      ),
      closesOf(
        SOL,
        walk.map((_, index) => 100 + Math.cos(index * 2.7) * 5),
      ),
    ]
    const series = closes.map((one) => returnSeriesOf(one, 1))
    const report = portfolioRiskReport({ exposures: [long(BTC), long(ETH, -400)], series, settings: SETTINGS })
    expect(report).toMatchObject({ grossExposure: 1400, netExposure: 600, stress: [{ profit: { value: -60 } }] })
    expect(report.historical.valueAtRisk.value).toBeGreaterThan(0)
    expect(report.parametric.expectedShortfall.value).toBeGreaterThan(report.parametric.valueAtRisk.value ?? Infinity)
  })

  it('of nothing holds zeros and reasons, and no number that is none', () => {
    const series = [returnSeriesOf(closesOf(BTC, []), 1)]
    const report = portfolioRiskReport({ exposures: [], series, settings: SETTINGS })
    expect(report).toMatchObject({ grossExposure: 0, historical: { valueAtRisk: { value: 0 } } })
  })
})
