import { describe, expect, it } from 'vitest'
import { MINUTE_MS, START_MS } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { openHandBench } from './testing/session-bench.ts'

const DAY_MS = 24 * 60 * MINUTE_MS

describe('AccountKeeper', () => {
  it('follows every price with the equity, and every booking with the exact books', async () => {
    const { session, market } = await openHandBench({ settings: { paper: { takerFeeBps: 10 } } })
    session.desk.submit(handIntent())
    await session.settle()
    const fee = 0.1005
    expect(session.account.equity).toBeCloseTo(100_000 - 0.5 - fee, 9)
    market.trade(110)
    expect(session.account.equity).toBeCloseTo(100_000 + 9.5 - fee, 9)
  })

  it('samples the curve once a minute, and at every booking', async () => {
    const { session, market } = await openHandBench()
    const before = session.account.points(1_000).length
    market.clock.advanceBy(MINUTE_MS)
    market.trade(101)
    market.trade(102)
    expect(session.account.points(1_000)).toHaveLength(before + 1)
    market.clock.advanceBy(1)
    session.desk.submit(handIntent())
    await session.settle()
    expect(session.account.points(1_000)).toHaveLength(before + 2)
  })

  it('begins a day with the first price of it, and writes down what it began with', async () => {
    const { session, market, journal } = await openHandBench()
    session.desk.submit(handIntent())
    await session.settle()
    market.clock.advanceTo(START_MS + DAY_MS - 1)
    market.trade(150)
    expect(session.account.day.startMs).toBe(START_MS)
    market.clock.advanceTo(START_MS + DAY_MS)
    market.trade(150)
    expect(session.account.day.startMs).toBe(START_MS + DAY_MS)
    expect(session.account.day.profitToday(session.account.equity)).toBe(0)
    const days = journal.facts('dayStarted')
    expect(days.map(({ startMs }) => startMs)).toEqual([START_MS, START_MS + DAY_MS])
    expect(days.at(-1)?.dayStartEquity).toBeCloseTo(100_049.5, 9)
  })

  it('counts the day from its new start when the configuration moves it', async () => {
    const { session, settings } = await openHandBench()
    const risk = { dayStart: { zone: 'UTC', hour: 12 } }
    const marketData = { historyBars: 1, maxCatchUpBars: 1, staleAfterMs: 500, gapFillTimeoutMs: 100 }
    session.applySettings(settings({ risk }), marketData)
    expect(session.account.day.startMs).toBe(START_MS - DAY_MS / 2)
  })

  it('begins anew with the account', async () => {
    const { session, market } = await openHandBench()
    session.desk.submit(handIntent())
    await session.settle()
    market.trade(150)
    await session.resetAccount()
    expect(session.account.equity).toBe(100_000)
    expect(session.account.day.profitToday(session.account.equity)).toBe(0)
  })
})
