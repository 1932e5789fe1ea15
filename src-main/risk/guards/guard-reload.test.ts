import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HAND } from '../../domain/index.ts'
import { BTC_ID, DAY, EMA, ETH_ID, GuardBench, MINUTE } from '../testing/guard-bench.ts'
import { GuardAction } from './guard-config.ts'
import { GuardBookState } from './guard-state.ts'
import { includes } from './strictness.ts'

const LOSS = { dailyLoss: { limitFraction: 0.05, action: 'cancelEntries', rearm: 'byHand' } }

function trippedBench(guards: Record<string, object> = LOSS): GuardBench {
  const bench = new GuardBench(guards)
  bench.equity(100_000)
  bench.equity(94_000)
  return bench
}

describe('new settings on a tripped guard', () => {
  const looser: readonly [string, Record<string, object>][] = [
    ['a higher limit', { dailyLoss: { ...LOSS.dailyLoss, limitFraction: 0.5 } }],
    ['a weaker action', { dailyLoss: { ...LOSS.dailyLoss, action: 'warn' } }],
    ['an easier re-arm', { dailyLoss: { ...LOSS.dailyLoss, rearm: 'duration', rearmMinutes: 1 } }],
    ['switching it off', { dailyLoss: { ...LOSS.dailyLoss, enabled: false } }],
    ['taking it away', {}],
    ['another scope', { dailyLoss: { ...LOSS.dailyLoss, scope: 'instrument' } }],
    ['another kind under its name', { dailyLoss: { kind: 'cooldown' } }],
  ]

  it.each(looser)('do not loosen it: %s', (_, guards) => {
    const bench = trippedBench()
    expect(bench.configure(guards)).toEqual([])
    expect(bench.equity(100_000, 60 * MINUTE)).toEqual([])
    expect(bench.blocks()).toBe('dailyLoss')
    expect(bench.book.views().find(({ state }) => state === 'tripped')?.action).toBe('cancelEntries')
    expect(bench.restarted(guards).blocks()).toBe('dailyLoss')
  })

  it.each(looser)('act once it is armed again: %s', (_, guards) => {
    const bench = trippedBench()
    bench.configure(guards)
    bench.rearm('dailyLoss')
    expect(bench.blocks()).toBeUndefined()
    const inForce = bench.book.views().filter(({ guardId, scope }) => guardId === 'dailyLoss' && scope === 'account')
    const wanted = new GuardBench(guards).book.views()
    expect(inForce.map(({ kind, action, limit }) => [kind, action, limit])).toEqual(
      wanted.map(({ kind, action, limit }) => [kind, action, limit]),
    )
  })

  it('that are tighter act at once, and the stronger action is to be carried out', () => {
    const bench = trippedBench({ dailyLoss: { action: 'blockEntries' } })
    bench.book.finish('dailyLoss', 'account')
    expect(bench.configure({ dailyLoss: { action: 'flatten', rearm: 'byHand' } })).toEqual([
      'tripped dailyLoss account flatten',
    ])
    expect(bench.book.unfinished).toHaveLength(1)
    expect(bench.equity(94_000, DAY)).toEqual([])
    expect(bench.blocks()).toBe('dailyLoss')
  })

  it('lengthen its time and never shorten it', () => {
    const bench = new GuardBench({ losingStreak: { action: 'blockEntries', limitTrades: 1, rearmMinutes: 60 } })
    bench.trade(-1)
    bench.configure({ losingStreak: { action: 'blockEntries', limitTrades: 1, rearmMinutes: 120 } })
    bench.configure({ losingStreak: { action: 'blockEntries', limitTrades: 1, rearmMinutes: 1 } })
    expect(bench.wait(119 * MINUTE)).toEqual([])
    expect(bench.wait(MINUTE)).toEqual(['armed losingStreak owner:hand'])
  })
})

describe('new settings on an armed guard', () => {
  it('act at once: a limit that is already passed trips it', () => {
    const bench = new GuardBench({ dailyLoss: {} })
    bench.equity(100_000)
    bench.equity(97_000)
    expect(bench.configure({ dailyLoss: { limitFraction: 0.03 } })).toEqual(['tripped dailyLoss account cancelEntries'])
  })

  it('take away what is no longer wanted', () => {
    const bench = new GuardBench({ dailyLoss: {} })
    bench.equity(100_000)
    bench.configure({})
    expect(bench.equity(1)).toEqual([])
    expect(bench.book.views()).toEqual([])
  })
})

const action = fc.constantFrom(...GuardAction.options)
const settings = fc.record({
  limitFraction: fc.double({ min: 0.01, max: 1, noNaN: true }),
  action,
  rearm: fc.constantFrom('nextPeriod', 'level', 'duration', 'byHand'),
  rearmShare: fc.double({ min: 0, max: 0.99, noNaN: true }),
  rearmMinutes: fc.integer({ min: 1, max: 10_000 }),
  handRearm: fc.boolean(),
  enabled: fc.boolean(),
  scope: fc.constantFrom('account', 'strategy'),
})

describe('a tripped guard', () => {
  it('is never loosened by any number of reloads', () => {
    fc.assert(
      fc.property(settings, fc.array(fc.option(settings, { nil: undefined }), { maxLength: 8 }), (first, later) => {
        const bench = new GuardBench({ dailyLoss: { ...first, enabled: true, scope: 'account' } })
        bench.equity(100_000)
        bench.equity(0)
        let before = bench.book.views()[0]
        for (const next of later) {
          bench.configure(next ? { dailyLoss: next } : {})
          const now = bench.book.views().find(({ scope }) => scope === 'account')
          expect(now?.state).toBe('tripped')
          expect(includes(now?.action ?? 'warn', before?.action ?? 'warn')).toBe(true)
          expect(now?.limit).toBeLessThanOrEqual(before?.limit ?? 0)
          expect(now?.untilMs ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(before?.untilMs ?? 0)
          before = now
        }
      }),
    )
  })
})

type Step =
  | { readonly kind: 'equity'; readonly equity: number; readonly afterMs: number }
  | { readonly kind: 'trade'; readonly profit: number; readonly isStop: boolean; readonly ema: boolean }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'volatility'; readonly annual: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('equity' as const),
    equity: fc.double({ min: 50_000, max: 150_000, noNaN: true }),
    afterMs: fc.integer({ min: 1, max: DAY }),
  }),
  fc.record({
    kind: fc.constant('trade' as const),
    profit: fc.integer({ min: -2_000, max: 1_500 }),
    isStop: fc.boolean(),
    ema: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 300 * MINUTE }) }),
  fc.record({ kind: fc.constant('volatility' as const), annual: fc.double({ min: 0, max: 8, noNaN: true }) }),
)

function take(bench: GuardBench, each: Step): string[] {
  switch (each.kind) {
    case 'equity':
      return bench.equity(each.equity, each.afterMs)
    case 'trade':
      return bench.trade(each.profit, { isStop: each.isStop, owner: each.ema ? EMA : HAND })
    case 'wait':
      return bench.wait(each.ms)
    default:
      return bench.book.handleVolatility(BTC_ID, each.annual, bench.nowMs).map(({ kind }) => kind)
  }
}

const EVERYTHING: Record<string, object> = {
  dailyLoss: {},
  weeklyLoss: {},
  drawdown: { rearm: 'level' },
  losingStreak: { action: 'blockEntries', limitTrades: 2 },
  cooldown: { rearmMinutes: 30 },
  stopLosses: { limitTrades: 2, rearm: 'byHand' },
  lowProfit: { minTrades: 3 },
  volatility: {},
}

describe('the state of the guards', () => {
  it('survives a restart at any moment: whatever comes then has the same effects', () => {
    let trips = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.array(step, { maxLength: 25 }), (before, after) => {
        const bench = new GuardBench(EVERYTHING)
        for (const each of before) trips += take(bench, each).length
        const restarted = bench.restarted(EVERYTHING)
        expect(GuardBookState.safeParse(bench.book.state()).success).toBe(true)
        for (const each of after) {
          expect(take(restarted, each)).toEqual(take(bench, each))
          for (const owner of [HAND, EMA])
            expect(restarted.book.blocks(owner, ETH_ID)).toEqual(bench.book.blocks(owner, ETH_ID))
        }
      }),
    )
    expect(trips).toBeGreaterThan(100)
  })

  it('grows a revision with every trip, re-arm, trade and new day, and a drift with every peak', () => {
    const { book, ...rest } = new GuardBench({ drawdown: {} })
    const bench = Object.assign(new GuardBench({}), rest, { book })
    bench.equity(100_000)
    const { revision } = book
    bench.equity(100_500)
    expect([book.revision, book.drift]).toEqual([revision, 1])
    bench.equity(100_400)
    expect([book.revision, book.drift]).toEqual([revision, 1])
    bench.equity(50_000)
    expect(book.revision).toBe(revision + 1)
  })
})

describe('hysteresis', () => {
  it('arms a guard only at or below the lower level, whatever way the value takes', () => {
    const share = fc.double({ min: 0, max: 0.95, noNaN: true })
    const values = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 5, maxLength: 60 })
    fc.assert(
      fc.property(share, values, (rearmShare, path) => {
        const { book, nowMs } = new GuardBench({ volatility: { limitAnnual: 2, rearmShare } })
        let tripped = false
        for (const value of path) {
          book.handleVolatility(BTC_ID, value, nowMs)
          tripped = tripped ? value > 2 * rearmShare : value >= 2
          expect(book.blocks(HAND, BTC_ID) !== undefined).toBe(tripped)
        }
      }),
    )
  })
})
