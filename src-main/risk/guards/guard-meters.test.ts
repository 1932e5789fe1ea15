import { describe, expect, it } from 'vitest'
import { LimitMeter } from '../../../src-contract/index.ts'
import { BTC_ID, EMA, GuardBench } from '../testing/guard-bench.ts'
import { guardMeters } from './guard-meters.ts'

describe('the meters of guards', () => {
  it('show each guard once with its value against its limit, as the contract has it', () => {
    const bench = new GuardBench({ dailyLoss: {}, mine: { kind: 'drawdown', limitFraction: 0.3 } })
    bench.equity(98_000)
    const meters = guardMeters(bench.book.views())
    expect(meters).toMatchObject([
      { code: 'GUARD:dailyLoss', label: 'Guard Daily loss', measured: 0.02, limit: 0.05, passed: true },
      { code: 'GUARD:mine', label: 'Guard mine (Drawdown)', measured: 0, limit: 0.3, unit: 'fraction' },
    ])
    for (const meter of meters) expect(LimitMeter.parse(meter)).toEqual(meter)
  })

  it('show since when, until when, what is done and who may arm it', () => {
    const bench = new GuardBench({ losingStreak: { action: 'blockEntries', limitTrades: 1, rearmMinutes: 60 } })
    bench.trade(-1)
    expect(guardMeters(bench.book.views())[0]?.guard).toEqual({
      guardId: 'losingStreak',
      scope: 'owner:hand',
      state: 'tripped',
      sinceMs: bench.nowMs,
      untilMs: bench.nowMs + 3_600_000,
      action: 'blockEntries',
      rearmableByHand: true,
      message: expect.stringContaining('1 trades in a row have lost'),
    })
  })

  it('show the scope that is nearest to its limit, tripped ones before all, and how many more there are', () => {
    const bench = new GuardBench({ losingStreak: { action: 'blockEntries', limitTrades: 2 } })
    bench.trade(-1)
    bench.trade(1, { owner: EMA })
    expect(guardMeters(bench.book.views())).toMatchObject([{ label: 'Guard Losing streak, hand', measured: 1 }])
    for (const owner of [EMA, undefined]) {
      bench.trade(-1, { instrumentId: BTC_ID, ...(owner && { owner }) })
      bench.trade(-1, { ...(owner && { owner }) })
    }
    expect(guardMeters(bench.book.views())).toMatchObject([
      { label: expect.stringMatching(/ and 1 more$/), passed: false },
    ])
  })

  it('show a stored state that could not be read', () => {
    const bench = new GuardBench({})
    bench.book.seal('not an object')
    expect(guardMeters(bench.book.views())).toMatchObject([
      { code: 'GUARD:storedState', label: 'Guard Stored state of the guards', passed: false },
    ])
  })
})
