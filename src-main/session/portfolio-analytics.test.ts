import { describe, expect, it } from 'vitest'
import { PERFORMANCE_GROUPS, PerformanceView, PortfolioRiskView } from '../../src-contract/index.ts'
import { type Decimal, ManualClock, timeMs } from '../base/index.ts'
import {
  accountId,
  type Booking,
  type Candle,
  type EquitySample,
  type Fill,
  HAND,
  type InstrumentId,
  money,
  orderId,
  type OrderId,
  type Owner,
  parseInstrumentId,
  price,
  quantity,
  strategyId,
  strategyOwner,
  tradeId,
} from '../domain/index.ts'
import { MemoryCandleStore } from '../market-data/index.ts'
import { Marks, Portfolio, TradingDay } from '../portfolio/index.ts'
import { RiskConfig, type RiskGroup } from '../risk/index.ts'
import { CorrelationGroups } from './correlation-groups.ts'
import { PortfolioAnalytics } from './portfolio-analytics.ts'

const BTC: InstrumentId = parseInstrumentId('test:BTC-PERP')
const ETH: InstrumentId = parseInstrumentId('test:ETH-PERP')
const TREND: Owner = strategyOwner(strategyId('trend'))
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

class Bench {
  readonly portfolio = new Portfolio({ accountId: accountId('paper-1'), currency: 'USDT' })
  readonly marks = new Marks(this.portfolio)
  readonly candles = new MemoryCandleStore()
  readonly samples: EquitySample[] = []
  readonly bookings: Booking[] = []
  nowMs = 0
  sinceMs = 0
  /** How often all points of equity were read. */
  reads = 0
  valueAtRisk = RiskConfig.parse({}).valueAtRisk
  groups: readonly RiskGroup[] = []
  readonly correlation: CorrelationGroups
  readonly #account = {
    samples: (): readonly EquitySample[] => {
      this.reads += 1
      return this.samples
    },
    newestSample: undefined as EquitySample | undefined,
    day: new TradingDay({ zone: 'UTC', hour: 0 }),
  }
  readonly #stops = new Map<OrderId, Decimal>()
  readonly analytics: PortfolioAnalytics

  constructor() {
    this.correlation = new CorrelationGroups({
      candles: this.candles,
      instrumentIds: () => [
        ...new Set([BTC, ...this.portfolio.openPositions().map(({ instrumentId }) => instrumentId)]),
      ],
      settings: () => RiskConfig.parse({}).correlation,
      limits: () => ({ groups: this.groups, maxCorrelatedNotional: money(404) }),
      clock: new ManualClock(0),
      minOverlap: 10,
    })
    this.portfolio.openAccount(money(1000), timeMs(0))
    this.marks.anchor()
    this.sample()
    this.analytics = this.open()
  }

  /** Another one over the same account, as after a restart. */
  open(): PortfolioAnalytics {
    return new PortfolioAnalytics({
      portfolio: this.portfolio,
      marks: this.marks,
      account: this.#account,
      candles: this.candles,
      clock: { nowMs: () => timeMs(this.nowMs) },
      sinceMs: () => this.sinceMs,
      orderOf: (id) => ({ role: 'entry', source: 'hand', stopLossPrice: this.#stops.get(id) as never }),
      settings: () => this.valueAtRisk,
      correlation: this.correlation,
      groups: () => this.groups,
    })
  }

  sample(): void {
    this.#account.newestSample = { timeMs: timeMs(this.nowMs), equity: this.marks.equity, cash: this.marks.cash }
    this.samples.push(this.#account.newestSample)
  }

  trade(text: {
    side: Fill['side']
    size?: number
    at: number
    fee?: number
    owner?: Owner
    instrumentId?: InstrumentId
    stop?: number
  }): void {
    const name = String(this.bookings.length)
    if (text.stop !== undefined) this.#stops.set(orderId(name), price(text.stop))
    const { booking } = this.portfolio.book({
      tradeId: tradeId(name),
      orderId: orderId(name),
      accountId: this.portfolio.accountId,
      instrumentId: text.instrumentId ?? BTC,
      owner: text.owner ?? HAND,
      side: text.side,
      quantity: quantity(text.size ?? 1),
      price: price(text.at),
      fee: money(text.fee ?? 0),
      feeCurrency: 'USDT',
      liquidity: 'taker',
      timeMs: timeMs(this.nowMs),
    })
    this.follow(booking)
  }

  follow(booking: Booking): void {
    this.bookings.push(booking)
    this.analytics.handleBooking(booking)
    this.marks.anchor()
    this.sample()
  }

  /** Hourly bars that end at the time given, of a price that swings about 100. */
  bars(instrumentId: InstrumentId, count: number, swing: (index: number) => number): void {
    for (let index = 0; index < count; index++) {
      const close = 100 + swing(index)
      const candle: Candle = {
        openTimeMs: timeMs(index * HOUR_MS),
        open: close,
        high: close,
        low: close,
        close,
        volume: 1,
      }
      this.candles.append(instrumentId, '1h', candle)
    }
  }
}

/** Two trades of the hand and one of the strategy on three days. */
function traded(): Bench {
  const bench = new Bench()
  bench.trade({ side: 'buy', at: 100, fee: 1, stop: 90 })
  bench.nowMs = 0.5 * DAY_MS
  bench.analytics.handlePrice(BTC, 95)
  bench.trade({ side: 'sell', at: 130, fee: 1 })
  bench.nowMs = DAY_MS
  bench.trade({ side: 'sell', at: 100, owner: TREND, instrumentId: ETH })
  bench.nowMs = 1.25 * DAY_MS
  bench.trade({ side: 'buy', at: 110, owner: TREND, instrumentId: ETH })
  bench.nowMs = 2 * DAY_MS
  bench.sample()
  return bench
}

describe('performance', () => {
  it('is that of the account, with trades, returns and drawdowns', () => {
    const [row] = traded().analytics.performance('all').rows
    expect(row).toMatchObject({
      key: 'all',
      label: 'Account',
      count: { value: 2 },
      winRate: { value: 0.5 },
      profitFactor: { value: 2.8 },
      expectancy: { value: 9 },
      expectancyR: { value: 2.8 },
      maeMedian: { value: -0.5 },
      mfeMedian: { value: 3 },
      bestStreak: { value: 1 },
      realised: '20',
      fees: '2',
      funding: '0',
    })
    expect(row?.maxDrawdown.value).toBeCloseTo(10 / 1028, 9)
    expect(row?.exposure.value).toBeCloseTo(0.75 / 2, 6)
    expect(row?.sharpe.value).not.toBeNull()
  })

  it('is grouped by owner, instrument and period, the newest period first', () => {
    const { analytics } = traded()
    const lines = (group: (typeof PERFORMANCE_GROUPS)[number]): string[] =>
      analytics.performance(group).rows.map(({ key, label, count }) => `${key} ${label} ${count.value}`)
    expect(lines('strategy')).toEqual(['hand Manual 1', 'strategy:trend trend 1'])
    expect(lines('instrument')).toEqual(['test:BTC-PERP BTC-PERP 1', 'test:ETH-PERP ETH-PERP 1'])
    expect(lines('day')).toEqual([`${DAY_MS} 1970-01-02 1`, '0 1970-01-01 1'])
    expect(lines('month')).toEqual(['0 1970-01 2'])
  })

  it.each(PERFORMANCE_GROUPS)('by %s is what the contract says, of an account with and without trades', (group) => {
    for (const { analytics } of [traded(), new Bench()]) {
      const view = analytics.performance(group)
      expect(PerformanceView.parse(JSON.parse(JSON.stringify(view)))).toEqual(view)
    }
  })

  it('is reckoned anew only when something has changed', () => {
    const bench = traded()
    const first = bench.analytics.performance('all')
    expect([bench.analytics.performance('all') === first, bench.reads]).toEqual([true, 1])
    bench.analytics.performance('day')
    expect(bench.reads).toBe(2)
    bench.trade({ side: 'buy', at: 1 })
    expect(bench.analytics.performance('all')).not.toBe(first)
  })

  it('takes no deposit for a profit', () => {
    const bench = new Bench()
    bench.nowMs = DAY_MS
    const deposit = {
      kind: 'transfer',
      instrumentId: undefined,
      owner: HAND,
      quantity: quantity(0),
      price: price(0),
    } as const
    bench.follow(
      bench.portfolio.adjust({ ...deposit, adjustmentId: 'd', cash: money(500), reason: '', timeMs: timeMs(DAY_MS) }),
    )
    bench.nowMs = 2 * DAY_MS
    bench.sample()
    const [row] = bench.analytics.performance('all').rows
    expect(row?.sharpe.reason).toBe('equity did not change from day to day')
    expect(row?.maxDrawdown.value).toBe(0)
  })

  it('begins anew with a reset of the account', () => {
    const bench = traded()
    bench.sinceMs = 1.1 * DAY_MS
    expect(bench.analytics.performance('all').rows[0]?.count.value).toBe(1)
  })
})

describe('closed trades', () => {
  it('are told newest first, with results in R and how they ended', () => {
    const { analytics } = traded()
    const trades = analytics.trades({ limit: 10 })
    expect(trades.map(({ instrumentId, side, resultR, ended }) => [instrumentId, side, resultR, ended])).toEqual([
      [ETH, 'short', null, 'closed by trend'],
      [BTC, 'long', 2.8, 'closed by hand'],
    ])
    expect(trades[1]).toMatchObject({ entryPrice: '100', exitPrice: '130', maeR: -0.5, mfeR: 3, fees: '2' })
  })

  it('are found by instrument and owner, as many as are asked for', () => {
    const { analytics } = traded()
    const found = (query: object): number => analytics.trades({ limit: 10, ...query }).length
    expect([
      found({ limit: 1 }),
      found({ owner: 'hand' }),
      found({ instrumentId: ETH }),
      found({ owner: 'x' }),
    ]).toEqual([1, 1, 1, 0])
  })

  it('are the same after a restart, with the excursions that stored bars tell', () => {
    const bench = traded()
    const restored = bench.open()
    bench.candles.append(BTC, '1h', {
      openTimeMs: timeMs(2 * HOUR_MS),
      open: 99,
      high: 99,
      low: 95,
      close: 99,
      volume: 1,
    })
    restored.restore({ entries: bench.bookings.flatMap(({ entries }) => entries), flows: [] })
    expect(restored.trades({ limit: 10 })).toEqual(bench.analytics.trades({ limit: 10 }))
    expect(restored.performance('all')).toEqual(bench.analytics.performance('all'))
  })
})

describe('portfolio risk', () => {
  function holding(): Bench {
    const bench = new Bench()
    bench.bars(BTC, 60, (index) => 5 * Math.sin(index * 1.3))
    bench.bars(ETH, 60, (index) => 10 * Math.sin(index * 1.3))
    bench.trade({ side: 'buy', size: 2, at: 100 })
    bench.trade({ side: 'sell', size: 1, at: 100, owner: TREND })
    bench.trade({ side: 'sell', size: 3, at: 100, instrumentId: ETH })
    bench.marks.mark(BTC, 110)
    bench.correlation.refresh()
    return bench
  }

  it('judges the net of what is held at present prices', () => {
    const { analytics } = holding()
    const risk = analytics.portfolioRisk()
    expect(risk.equity).toBe(1010)
    expect(risk.tail.map(({ method, valueAtRisk }) => [method, (valueAtRisk.value ?? 0) > 0])).toEqual([
      ['historical', true],
      ['parametric', true],
    ])
    // BTC is 110 long and ETH 300 short.
    const fall = risk.stress.find(({ stressId }) => stressId === 'fall-10')
    expect(fall?.profit.value).toBeCloseTo(19, 9)
    expect(fall?.fraction.value).toBeCloseTo(19 / 1010, 9)
    expect(risk.groups).toEqual([
      {
        label: 'BTC-PERP, ETH-PERP (by correlation)',
        instrumentIds: [BTC, ETH],
        exposure: -190,
        // What is held the other way counts as well.
        fraction: { value: 410 / 1010, reason: null },
        limit: 404 / 1010,
      },
    ])
    expect(risk.correlation).toMatchObject({ instrumentIds: [BTC, ETH], basis: '500 bars of 1h', reason: null })
  })

  it('shows groups of the configuration with their caps, and by correlation only what is in none of them', () => {
    const bench = holding()
    bench.groups = [{ name: 'majors', instruments: new Set(['BTC-PERP']), maxNotional: money(505) }]
    bench.correlation.refresh()
    expect(bench.analytics.portfolioRisk().groups).toEqual([
      {
        label: 'majors',
        instrumentIds: [BTC],
        exposure: 110,
        fraction: { value: 110 / 1010, reason: null },
        limit: 0.5,
      },
    ])
  })

  it('follows the settings of value at risk at once', () => {
    const bench = holding()
    const [day] = bench.analytics.portfolioRisk().tail
    bench.valueAtRisk = { ...bench.valueAtRisk, method: 'parametric', confidence: 0.99, horizonDays: 4 }
    const { tail } = bench.analytics.portfolioRisk()
    expect(tail.map(({ method, confidence, horizonDays }) => ({ method, confidence, horizonDays }))).toEqual([
      { method: 'parametric', confidence: 0.99, horizonDays: 4 },
    ])
    expect(tail[0]?.valueAtRisk.value).toBeGreaterThan(2 * (day?.valueAtRisk.value ?? Number.NaN))
  })

  it('is what the contract says, of an account with and without positions', () => {
    for (const { analytics } of [holding(), new Bench()]) {
      const view = analytics.portfolioRisk()
      expect(PortfolioRiskView.parse(JSON.parse(JSON.stringify(view)))).toEqual(view)
    }
  })

  it('of nothing is zero, and says what cannot be compared', () => {
    const risk = new Bench().analytics.portfolioRisk()
    expect(risk.tail.map(({ valueAtRisk, conditional }) => [valueAtRisk.value, conditional.value])).toEqual([
      [0, 0],
      [0, 0],
    ])
    expect(risk.correlation.reason).toBe('there are not two instruments to compare')
  })

  it('says why it cannot judge what has no bars', () => {
    const bench = new Bench()
    bench.trade({ side: 'buy', at: 100, instrumentId: ETH })
    const risk = bench.analytics.portfolioRisk()
    expect(risk.tail[0]?.valueAtRisk.reason).toBe(`no returns of ${ETH} are known`)
    expect(risk.correlation.reason).toBe('no two instruments have 10 bars of 1h in common')
  })

  it('is reckoned anew only when prices, positions or bars have changed', () => {
    const bench = holding()
    const first = bench.analytics.portfolioRisk()
    expect(bench.analytics.portfolioRisk()).toBe(first)
    bench.marks.mark(BTC, 111)
    const second = bench.analytics.portfolioRisk()
    expect(second).not.toBe(first)
    expect(second.correlation).toEqual(first.correlation)
    bench.candles.append(BTC, '1h', { openTimeMs: timeMs(90 * HOUR_MS), open: 1, high: 1, low: 1, close: 1, volume: 1 })
    expect(bench.analytics.portfolioRisk()).not.toBe(second)
  })
})
