import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import { accountId, type Entry, HAND, money, price, quantity } from '../../domain/index.ts'
import { BTC_ID } from '../testing/guard-bench.ts'
import { ClosedTradeTracker, TrackedTrades } from './closed-trade-tracker.ts'

let count = 0

function entry(size: number, realised: number, change: Partial<Entry> = {}): Entry {
  count += 1
  return {
    entryId: `fill:${count}`,
    kind: 'fill',
    accountId: accountId('test-01'),
    instrumentId: BTC_ID,
    owner: HAND,
    quantity: quantity(size),
    price: price(100),
    realisedPnl: money(realised),
    fee: money(1),
    orderId: undefined,
    timeMs: timeMs(count),
    ...change,
  }
}

const CONTEXT = { equity: 1_000, isStop: false }

describe('ClosedTradeTracker', () => {
  it('tells a trade when the position is flat again, with the fees of all its fills', () => {
    const tracker = new ClosedTradeTracker()
    expect(tracker.handleEntry(entry(2, 0), CONTEXT)).toBeUndefined()
    expect(tracker.handleEntry(entry(-1, 10), CONTEXT)).toBeUndefined()
    expect(tracker.handleEntry(entry(-1, 5), { equity: 900, isStop: true })).toMatchObject({
      owner: HAND,
      profit: 12,
      equity: 900,
      isStop: true,
    })
    expect(tracker.ownerProfits.get(HAND)).toBe(12)
    expect(tracker.instrumentProfits.get(BTC_ID)).toBe(12)
  })

  it('tells one when the position turns, and a liquidation as a stop', () => {
    const tracker = new ClosedTradeTracker()
    tracker.handleEntry(entry(1, 0), CONTEXT)
    expect(tracker.handleEntry(entry(-3, -20), CONTEXT)).toMatchObject({ profit: -22, isStop: false })
    expect(tracker.handleEntry(entry(2, -7, { kind: 'liquidation' }), CONTEXT)).toMatchObject({
      profit: -8,
      isStop: true,
    })
  })

  it('drops what a reset or a handover takes away, without counting it', () => {
    const tracker = new ClosedTradeTracker()
    tracker.handleEntry(entry(1, 0), CONTEXT)
    expect(tracker.handleEntry(entry(-1, 0, { kind: 'reset' }), CONTEXT)).toBeUndefined()
    tracker.handleEntry(entry(1, 0), CONTEXT)
    expect(tracker.handleEntry(entry(-1, 0, { kind: 'handover' }), CONTEXT)).toBeUndefined()
    expect(tracker.record(HAND)).toBeUndefined()
  })

  it('keeps funding with the trade it was paid for', () => {
    const tracker = new ClosedTradeTracker()
    tracker.handleEntry(entry(1, 0), CONTEXT)
    tracker.handleEntry(entry(0, -4, { kind: 'funding', fee: money(0) }), CONTEXT)
    expect(tracker.handleEntry(entry(-1, 10), CONTEXT)).toMatchObject({ profit: 4 })
  })

  it('knows win rate and payoff of each owner, and no payoff without both wins and losses', () => {
    const tracker = new ClosedTradeTracker()
    const trade = (realised: number): void => {
      tracker.handleEntry(entry(1, 0, { fee: money(0) }), CONTEXT)
      tracker.handleEntry(entry(-1, realised, { fee: money(0) }), CONTEXT)
    }
    trade(30)
    expect(tracker.record(HAND)).toEqual({ trades: 1, winRate: 1, payoff: undefined })
    trade(-10)
    trade(10)
    trade(-10)
    expect(tracker.record(HAND)).toEqual({ trades: 4, winRate: 0.5, payoff: 2 })
  })

  it('goes on after a restart as if there had been none', () => {
    const tracker = new ClosedTradeTracker()
    tracker.handleEntry(entry(1, 0), CONTEXT)
    tracker.handleEntry(entry(-1, 10), CONTEXT)
    tracker.handleEntry(entry(2, 0), CONTEXT)
    const later = new ClosedTradeTracker()
    later.restore(TrackedTrades.parse(JSON.parse(JSON.stringify(tracker.state()))))
    later.restoreOpen([
      {
        accountId: accountId('test-01'),
        instrumentId: BTC_ID,
        owner: HAND,
        quantity: quantity(2),
        entryPrice: price(100),
        realisedPnl: money(0),
        fees: money(1),
        openedAtMs: timeMs(1),
      },
    ])
    for (const each of [tracker, later])
      expect(each.handleEntry(entry(-2, 5), CONTEXT)).toMatchObject({ profit: 3, owner: HAND })
    expect(later.state()).toEqual(tracker.state())
    expect(later.record(HAND)).toEqual({ trades: 2, winRate: 1, payoff: undefined })
  })

  it('counts as much profit in trades as in entries once everything is flat', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -50, max: 50 }))), (fills) => {
        const tracker = new ClosedTradeTracker()
        let held = 0
        let profit = 0
        for (const [size, realised] of [...fills, [0, 0] as const]) {
          held += size
          profit += tracker.handleEntry(entry(size, realised), CONTEXT)?.profit ?? 0
        }
        if (held !== 0) profit += tracker.handleEntry(entry(-held, 0), CONTEXT)?.profit ?? 0
        const isFlatFromTheStart = fills.every(([size]) => size === 0)
        const expected = isFlatFromTheStart ? 0 : (tracker.ownerProfits.get(HAND) ?? 0)
        const idle = idleProfit(fills, held)
        expect(profit + idle).toBeCloseTo(expected + (isFlatFromTheStart ? idle : 0), 6)
      }),
    )
  })
})

/** What came while nothing was held belongs to no trade. */
function idleProfit(fills: readonly (readonly [number, number])[], rest: number): number {
  let held = 0
  let idle = 0
  for (const [size, realised] of [...fills, [0, 0] as const]) {
    const before = held
    held += size
    if (before === 0 && held === 0) idle += realised - 1
  }
  return rest === 0 && held !== 0 ? Number.NaN : idle
}
