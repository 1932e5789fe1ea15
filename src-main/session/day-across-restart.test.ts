import { describe, expect, it } from 'vitest'
import type { LedgerState } from '../execution/index.ts'
import { HandMarket, MINUTE_MS, minuteAt, XYZ } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { ledgerOf, openBench, openHandBench, type SessionBench } from './testing/session-bench.ts'

const DAY_MS = 86_400_000

/** The account bought 1 ABC at 100.5 and it stands at 150 when the session ends. */
async function leaveWithProfit(): Promise<SessionBench<HandMarket>> {
  const bench = await openHandBench()
  bench.session.desk.submit(handIntent())
  await bench.session.settle()
  bench.market.closeMinute(150)
  return bench
}

/** What a ledger on disk would say of the day, too. */
function storedLedger(bench: SessionBench<HandMarket>): LedgerState {
  return { ...ledgerOf(bench), tradingDay: bench.journal.facts('dayStarted').at(-1) }
}

function restart(
  bench: SessionBench<HandMarket>,
  pausedMs: number,
  risk: object = {},
): Promise<SessionBench<HandMarket>> {
  const market = new HandMarket((error) => bench.errors.push(error))
  market.clock.advanceTo(bench.market.clock.nowMs() + pausedMs)
  const { trading, session } = bench
  return openBench({ market, trading, ledger: storedLedger(bench), candles: session.candles, settings: { risk } })
}

describe('a session that takes over an open position', () => {
  it('counts its open profit before the first price comes, and at the start of a new day', async () => {
    const next = await restart(await leaveWithProfit(), DAY_MS)
    expect(next.session.account.equity).toBeCloseTo(100_049.5, 9)
    await next.session.open()
    await next.session.startMarket()
    next.market.trade(10, XYZ)
    expect(next.session.account.day.dayStartEquity).toBeCloseTo(100_049.5, 9)
  })

  it('takes no peak from a price of before the start where a newer bar is known', async () => {
    const bench = await leaveWithProfit()
    const next = await restart(bench, 60 * MINUTE_MS)
    const beginMs = bench.market.clock.nowMs()
    next.market.history = Array.from({ length: 60 }, (_, minute) => minuteAt(beginMs + minute * MINUTE_MS, 90))
    await next.session.open()
    await next.session.startMarket()
    next.market.trade(10, XYZ)
    expect(next.session.account.equity).toBeCloseTo(99_989.5, 9)
    next.market.trade(90)
    expect(next.session.guards.views().find(({ guardId }) => guardId === 'drawdown')?.measured).toBe(0)
  })

  it('goes on with the day as it was counted after the hour of its start was changed', async () => {
    const risk = { dayStart: { zone: 'UTC', hour: 12 } }
    const bench = await openHandBench()
    bench.market.clock.advanceBy(13 * 3_600_000)
    bench.session.applySettings(bench.settings({ risk }), {
      historyBars: 500,
      maxCatchUpBars: 50_000,
      staleAfterMs: 10_000,
      gapFillTimeoutMs: 5_000,
    })
    bench.session.desk.submit(handIntent())
    await bench.session.settle()
    bench.market.trade(50)
    const before = bench.session.account.day.profitToday(bench.session.account.equity)
    expect(before).toBeCloseTo(-50.5, 9)
    const next = await restart(bench, 0, risk)
    await next.session.open()
    await next.session.startMarket()
    next.market.trade(50)
    expect(next.session.account.day.profitToday(next.session.account.equity)).toBeCloseTo(before, 9)
  })
})
