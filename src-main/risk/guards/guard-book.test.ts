import { describe, expect, it } from 'vitest'
import { GuardBookState } from './guard-state.ts'
import { HAND } from '../../domain/index.ts'
import { BTC_ID, DAY, EMA, ETH_ID, GuardBench, MINUTE } from '../testing/guard-bench.ts'

const TRIPPED_DAY = ['tripped dailyLoss account cancelEntries']

describe('the daily loss', () => {
  it('counts open losses from the equity at the start of the day and trips at the limit', () => {
    const bench = new GuardBench({ dailyLoss: {} })
    expect(bench.equity(99_000)).toEqual([])
    expect(bench.equity(95_000.01)).toEqual([])
    expect(bench.equity(95_000)).toEqual(TRIPPED_DAY)
    expect(bench.book.blocks(HAND, BTC_ID)).toEqual({
      guardId: 'dailyLoss',
      scope: 'account',
      measured: 0.05,
      limit: 0.05,
      unit: 'fraction',
      message:
        'Guard dailyLoss has tripped for the account: 5.00% of the equity at the start of the day is lost, open losses included, the limit is 5.00%. It is armed again with the next day, or by hand',
    })
  })

  it('stays tripped when equity comes back, until the next day begins', () => {
    const bench = new GuardBench({ dailyLoss: {} })
    bench.equity(100_000)
    bench.equity(94_000)
    expect(bench.equity(101_000)).toEqual([])
    expect(bench.blocks()).toBe('dailyLoss')
    expect(bench.equity(94_000, DAY)).toEqual(['armed dailyLoss account'])
    expect(bench.equity(90_000)).toEqual([])
    expect(bench.equity(89_300)).toEqual(TRIPPED_DAY)
  })

  it('is not ended sooner by a trading day that is moved', () => {
    const bench = new GuardBench({ dailyLoss: {} })
    bench.equity(100_000)
    bench.equity(94_000)
    const moved = { equity: 94_000, dayStartEquity: 94_000, weekId: 0 }
    const timeMs = bench.nowMs + 60 * MINUTE
    expect(bench.book.handleEquity({ ...moved, timeMs, dayEndMs: timeMs + DAY })).toEqual([])
    expect(bench.blocks()).toBe('dailyLoss')
  })

  it('of a first start in the middle of a day counts from what the day began with', () => {
    expect(new GuardBench({ dailyLoss: {} }).equity(94_000)).toEqual(TRIPPED_DAY)
  })

  it('armed by hand counts anew from there', () => {
    const bench = new GuardBench({ dailyLoss: {} })
    bench.equity(100_000)
    bench.equity(95_000)
    expect(bench.rearm('dailyLoss')).toEqual(['armed dailyLoss account'])
    expect(bench.equity(95_000)).toEqual([])
    expect(bench.equity(90_300)).toEqual([])
    expect(bench.equity(90_250)).toEqual(TRIPPED_DAY)
  })

  it('holds money that is put in or taken out for neither profit nor loss', () => {
    const bench = new GuardBench({ dailyLoss: {}, drawdown: {} })
    bench.equity(100_000)
    bench.book.handleCashFlow(-50_000)
    expect(bench.equity(50_000)).toEqual([])
    bench.book.handleCashFlow(50_000)
    expect(bench.equity(96_000)).toEqual([])
    expect(bench.equity(95_000)).toEqual(TRIPPED_DAY)
  })
})

describe('the weekly loss', () => {
  it('goes on over days and ends with the week', () => {
    const bench = new GuardBench({ weeklyLoss: {} })
    bench.equity(100_000)
    expect(bench.equity(94_000, DAY)).toEqual([])
    expect(bench.equity(90_000, DAY)).toEqual(['tripped weeklyLoss account cancelEntries'])
    expect(bench.equity(90_000, 4 * DAY)).toEqual([])
    expect(bench.equity(90_000, DAY)).toEqual(['armed weeklyLoss account'])
    expect(bench.equity(82_000)).toEqual([])
    expect(bench.equity(81_000)).toEqual(['tripped weeklyLoss account cancelEntries'])
  })
})

describe('the drawdown', () => {
  it('is measured from the peak, open profit included, and armed again only by hand', () => {
    const bench = new GuardBench({ drawdown: { limitFraction: 0.1 } })
    bench.equity(100_000)
    bench.equity(120_000)
    expect(bench.equity(108_100)).toEqual([])
    expect(bench.equity(108_000)).toEqual(['tripped drawdown account cancelEntries'])
    expect(bench.equity(130_000, 30 * DAY)).toEqual([])
    expect(bench.rearm('drawdown')).toEqual(['armed drawdown account'])
    expect(bench.equity(118_000)).toEqual([])
    expect(bench.equity(117_000)).toEqual(['tripped drawdown account cancelEntries'])
  })

  it('with hysteresis is armed again only below the lower level', () => {
    const bench = new GuardBench({ drawdown: { limitFraction: 0.1, rearm: 'level', rearmShare: 0.4 } })
    bench.equity(100_000)
    bench.equity(90_000)
    expect(bench.equity(95_900)).toEqual([])
    expect(bench.blocks()).toBe('drawdown')
    expect(bench.equity(96_000)).toEqual(['armed drawdown account'])
    expect(bench.equity(90_001)).toEqual([])
  })
})

describe('a loss of one owner or in one instrument', () => {
  it('is a share of the equity of the account, and stops that owner only', () => {
    const bench = new GuardBench({ dailyLoss: { scope: 'strategy', limitFraction: 0.02 } })
    const profits = (ema: number, hand: number) =>
      bench.book.handleProfits({
        timeMs: bench.nowMs,
        equity: 100_000,
        owners: new Map([
          [EMA, ema],
          [HAND, hand],
        ]),
        instruments: [],
      })
    expect(profits(500, -9_000)).toEqual([])
    expect(profits(-1_499, -9_000)).toEqual([])
    expect(profits(-1_500, -9_000)).toHaveLength(1)
    expect([bench.blocks(EMA), bench.blocks(HAND)]).toEqual(['dailyLoss', undefined])
  })
})

describe('a losing streak', () => {
  const guards = { losingStreak: { action: 'blockEntries', limitTrades: 3, rearmMinutes: 60 } }

  it('counts losses in a row of each owner, and a win ends it', () => {
    const bench = new GuardBench(guards)
    bench.trade(-1)
    bench.trade(-1)
    bench.trade(1)
    bench.trade(-1)
    bench.trade(-1, { owner: EMA })
    bench.trade(-1)
    expect(bench.trade(-1, { instrumentId: ETH_ID })).toEqual(['tripped losingStreak owner:hand blockEntries'])
    expect([bench.blocks(HAND, ETH_ID), bench.blocks(EMA)]).toEqual(['losingStreak', undefined])
  })

  it('is over after its time, counted from the trade, and counts anew', () => {
    const bench = new GuardBench(guards)
    for (let count = 0; count < 3; count++) bench.trade(-1)
    expect(bench.wait(60 * MINUTE - 1)).toEqual([])
    expect(bench.wait(1)).toEqual(['armed losingStreak owner:hand'])
    expect(bench.trade(-1)).toEqual([])
  })

  it('is extended by a further loss meanwhile', () => {
    const bench = new GuardBench(guards)
    for (let count = 0; count < 3; count++) bench.trade(-1)
    bench.trade(-1, { afterMs: 30 * MINUTE })
    expect(bench.wait(59 * MINUTE)).toEqual([])
    expect(bench.wait(MINUTE)).toEqual(['armed losingStreak owner:hand'])
  })
})

describe('a cooldown', () => {
  it('follows every closed trade in its instrument, from that trade on', () => {
    const bench = new GuardBench({ cooldown: { rearmMinutes: 10 } })
    expect(bench.trade(5)).toEqual(['tripped cooldown instrument:simulated:BTC-PERP blockEntries'])
    expect([bench.blocks(EMA, BTC_ID), bench.blocks(EMA, ETH_ID)]).toEqual(['cooldown', undefined])
    bench.trade(5, { afterMs: 5 * MINUTE })
    expect(bench.wait(9 * MINUTE)).toEqual([])
    expect(bench.wait(MINUTE)).toEqual(['armed cooldown instrument:simulated:BTC-PERP'])
  })

  it('may follow losses only', () => {
    const bench = new GuardBench({ cooldown: { after: 'loss', rearmMinutes: 10 } })
    expect(bench.trade(5)).toEqual([])
    expect(bench.trade(-5)).toHaveLength(1)
  })
})

describe('many stops', () => {
  it('are counted within the lookback, those that lost only, whatever the side', () => {
    const bench = new GuardBench({ stopLosses: { limitTrades: 2, lookbackMinutes: 60 } })
    bench.trade(-1, { isStop: true })
    expect(bench.trade(-1)).toEqual([])
    expect(bench.trade(1, { isStop: true })).toEqual([])
    expect(bench.trade(-1, { isStop: true, afterMs: 60 * MINUTE })).toEqual([])
    expect(bench.trade(-1, { isStop: true })).toEqual(['tripped stopLosses instrument:simulated:BTC-PERP blockEntries'])
  })
})

describe('low profit', () => {
  it('is judged once enough trades have closed, on what they earned of equity', () => {
    const bench = new GuardBench({ lowProfit: { minTrades: 3, minProfitFraction: 0.001 } })
    bench.trade(-500)
    bench.trade(-500)
    expect(bench.trade(1_101)).toEqual([])
    expect(bench.trade(-2)).toEqual(['tripped lowProfit instrument:simulated:BTC-PERP blockEntries'])
  })
})

describe('guards over the market', () => {
  it('trip where prices are wild, and are armed again below the lower level', () => {
    const { book, ...bench } = new GuardBench({ volatility: { limitAnnual: 2 } })
    expect(book.handleVolatility(BTC_ID, 1.99, bench.nowMs)).toEqual([])
    expect(book.handleVolatility(BTC_ID, 2, bench.nowMs)).toHaveLength(1)
    expect(book.blocks(HAND, ETH_ID)).toBeUndefined()
    expect(book.handleVolatility(BTC_ID, 1.01, bench.nowMs)).toEqual([])
    expect(book.handleVolatility(BTC_ID, 1, bench.nowMs)).toMatchObject([{ kind: 'armed' }])
  })

  it('trip on a spread only when it stays wide', () => {
    const { book, ...bench } = new GuardBench({ spread: { limitFraction: 0.01, sustainSeconds: 5 } })
    const at = (fraction: number, seconds: number) => book.handleSpread(BTC_ID, fraction, bench.nowMs + seconds * 1_000)
    expect([at(0.02, 0), at(0.02, 4), at(0.001, 4.5), at(0.02, 5), at(0.02, 9.9)]).toEqual([[], [], [], [], []])
    expect(at(0.02, 10)).toHaveLength(1)
  })

  it('trip when prices stay away, and are armed again when one comes', () => {
    const bench = new GuardBench({ staleData: { limitSeconds: 30 } })
    bench.book.handleStale(BTC_ID, true, bench.nowMs)
    expect(bench.wait(29_999)).toEqual([])
    expect(bench.wait(1)).toEqual(['tripped staleData instrument:simulated:BTC-PERP blockEntries'])
    expect(bench.wait(60_000)).toEqual([])
    expect(bench.book.handleStale(BTC_ID, false, bench.nowMs)).toMatchObject([{ kind: 'armed' }])
  })

  it('that tripped on missing prices before a restart are armed by the first price after it', () => {
    const bench = new GuardBench({ staleData: { limitSeconds: 1 } })
    bench.book.handleStale(BTC_ID, true, bench.nowMs)
    bench.wait(1_000)
    const later = bench.restarted({ staleData: { limitSeconds: 1 } })
    expect(later.blocks()).toBe('staleData')
    later.book.handleStale(BTC_ID, false, later.nowMs)
    expect(later.blocks()).toBeUndefined()
  })

  it('of the whole account watch the instrument where it is worst', () => {
    const { book, ...bench } = new GuardBench({ volatility: { scope: 'account', limitAnnual: 2 } })
    book.handleVolatility(BTC_ID, 3, bench.nowMs)
    book.handleVolatility(ETH_ID, 0.5, bench.nowMs)
    expect(book.blocks(HAND, ETH_ID)?.guardId).toBe('volatility')
    expect(book.handleVolatility(BTC_ID, 0.9, bench.nowMs)).toMatchObject([{ kind: 'armed' }])
  })

  it('armed after a time stay tripped while the value is still beyond the limit', () => {
    const bench = new GuardBench({ volatility: { limitAnnual: 2, rearm: 'duration', rearmMinutes: 10 } })
    bench.book.handleVolatility(BTC_ID, 3, bench.nowMs)
    expect(bench.wait(10 * MINUTE)).toEqual([])
    bench.book.handleVolatility(BTC_ID, 1, bench.nowMs)
    expect(bench.wait(10 * MINUTE)).toEqual(['armed volatility instrument:simulated:BTC-PERP'])
  })
})

describe('several guards of one kind', () => {
  it('stand side by side, each with its own limit and action', () => {
    const bench = new GuardBench({
      early: { kind: 'dailyLoss', limitFraction: 0.02, action: 'warn' },
      late: { kind: 'dailyLoss', limitFraction: 0.04, action: 'flatten' },
    })
    bench.equity(100_000)
    expect(bench.equity(97_000)).toEqual(['tripped early account warn'])
    expect(bench.blocks()).toBeUndefined()
    expect(bench.equity(96_000)).toEqual(['tripped late account flatten'])
    expect(bench.blocks()).toBe('late')
  })
})

describe('figures that are none', () => {
  it('neither trip a guard nor spoil its memory', () => {
    const bench = new GuardBench({ dailyLoss: {}, drawdown: {}, volatility: {}, lowProfit: { minTrades: 1 } })
    bench.equity(100_000)
    for (const none of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(bench.equity(none)).toEqual([])
      expect(bench.book.handleVolatility(BTC_ID, none, bench.nowMs)).toEqual([])
      expect(bench.trade(none)).toEqual([])
    }
    expect(bench.restarted({ dailyLoss: {} }).equity(95_000)).toEqual(TRIPPED_DAY)
    expect(GuardBookState.safeParse(bench.book.state()).success).toBe(true)
  })
})

describe('arming by hand', () => {
  const errorOf = (act: () => unknown): unknown => {
    try {
      return act()
    } catch (error) {
      return error
    }
  }

  it('says which guards there are where the name is wrong', () => {
    const bench = new GuardBench({ dailyLoss: {} })
    expect(errorOf(() => bench.rearm('daily'))).toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no guard daily that watches over account. Known: dailyLoss (account).',
    })
  })

  it('refuses what has not tripped, and what settings keep from hands', () => {
    const bench = new GuardBench({ dailyLoss: { handRearm: false } })
    expect(errorOf(() => bench.rearm('dailyLoss'))).toMatchObject({
      code: 'BAD_REQUEST',
      message: 'Guard dailyLoss has not tripped for the account.',
    })
    bench.equity(1)
    expect(errorOf(() => bench.rearm('dailyLoss'))).toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('may not be armed by hand (handRearm is false)'),
    })
    expect(bench.blocks()).toBe('dailyLoss')
  })
})

describe('a book whose stored state is lost', () => {
  it('blocks everything until a person lifts it', () => {
    const bench = new GuardBench({ dailyLoss: {} })
    bench.book.seal('version 9')
    expect(bench.book.blocks(EMA, ETH_ID)).toMatchObject({ guardId: 'storedState', unit: 'faults' })
    expect(bench.book.views()[0]).toMatchObject({ kind: 'storedState', state: 'tripped', rearmableByHand: true })
    const later = bench.restarted({ dailyLoss: {} })
    expect(later.blocks()).toBe('storedState')
    expect(later.rearm('storedState')).toEqual(['armed storedState account'])
    expect(later.blocks()).toBeUndefined()
    expect(() => later.rearm('storedState')).toThrow('Nothing is blocked')
  })
})

describe('a reset of the account', () => {
  it('counts losses from the new equity and leaves tripped what has tripped', () => {
    const bench = new GuardBench({ dailyLoss: {}, drawdown: { limitFraction: 0.5 } })
    bench.equity(100_000)
    bench.equity(94_000)
    bench.book.handleReset()
    expect(bench.equity(10_000)).toEqual([])
    expect(bench.blocks()).toBe('dailyLoss')
  })
})
