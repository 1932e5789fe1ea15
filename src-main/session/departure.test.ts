import { describe, expect, it } from 'vitest'
import { price } from '../domain/index.ts'
import type { LeavePolicy } from './departure.ts'
import type { HandMarket } from './testing/hand-market.ts'
import { handIntent, restingIntent } from './testing/intents.ts'
import { openHandBench, type SessionBench } from './testing/session-bench.ts'
import { StubbornVenue } from './testing/stubborn-venue.ts'

/** A position with a stop, an entry that waits and a close that waits. */
async function trade(bench: SessionBench<HandMarket>): Promise<void> {
  const { desk } = bench.session
  desk.submit(handIntent({ stopLossPrice: price(90) }))
  desk.submit(restingIntent(95, { idempotencyKey: 'entry' }))
  await bench.session.settle()
  const close = { side: 'sell', type: 'limit', limitPrice: price(120), timeInForce: 'GTC', role: 'close' } as const
  desk.submit(handIntent({ ...close, idempotencyKey: 'close' }))
  await bench.session.settle()
}

/** Leaves while system time goes on; says how long that took. */
async function leave({ session, systemClock }: SessionBench<HandMarket>, policy: LeavePolicy): Promise<number> {
  const startedMs = systemClock.nowMs()
  const progress = { hasLeft: false }
  const leaving = session.leave(policy).finally(() => {
    progress.hasLeft = true
  })
  const passTime = async (): Promise<void> => {
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    if (progress.hasLeft) return
    systemClock.advanceBy(10)
    await passTime()
  }
  await passTime()
  await leaving
  return systemClock.nowMs() - startedMs
}

function openRoles({ session }: SessionBench<HandMarket>): string[] {
  return session.execution
    .openOrders()
    .map(({ terms }) => terms.role)
    .sort()
}

describe('Departure', () => {
  it('leaves everything as it is', async () => {
    const bench = await openHandBench()
    await trade(bench)
    expect(await leave(bench, 'leave')).toBe(0)
    expect(openRoles(bench)).toEqual(['close', 'entry', 'stopLoss'])
  })

  it('cancels entries; stops, and closes that wait, stay at the venue', async () => {
    const bench = await openHandBench()
    await trade(bench)
    expect(await leave(bench, 'cancelEntries')).toBeLessThan(100)
    expect(openRoles(bench)).toEqual(['close', 'stopLoss'])
    expect(bench.session.portfolio.openPositions()).toHaveLength(1)
  })

  it('closes every position at market, also one that waited to be closed at a price', async () => {
    const bench = await openHandBench()
    await trade(bench)
    expect(await leave(bench, 'flatten')).toBeLessThan(100)
    expect(openRoles(bench)).toEqual([])
    expect(bench.session.portfolio.openPositions()).toEqual([])
    // Leaving is no kill switch: the next start trades on.
    expect(bench.session.tradingState.state).toBe('active')
  })

  it.each(['cancelEntries', 'flatten'] as const)(
    'with %s waits two seconds for a silent venue, not longer',
    async (policy) => {
      const bench = await openHandBench({ wrapTrading: (venue) => new StubbornVenue(venue) })
      await trade(bench)
      ;(bench.session.trading as StubbornVenue).ignoresCancels = true
      const tookMs = await leave(bench, policy)
      expect(tookMs).toBeGreaterThanOrEqual(2_000)
      expect(tookMs).toBeLessThan(2_100)
    },
  )
})
