import { describe, expect, it } from 'vitest'
import { ManualClock, silentLogger, timeMs } from '../../../base/index.ts'
import { venueId } from '../../../domain/index.ts'
import { RateBudgets, type RateScope } from './rate-budgets.ts'

const START_MS = Date.UTC(2026, 0, 5, 12, 0, 30)
const SCOPE: RateScope = {
  profile: { venueId: venueId('venue'), label: 'The venue', rateLimit: { capacity: 100, refillPerSecond: 10 } },
  addresses: ['https://api.venue.example'],
  proxy: undefined,
}

function bench() {
  const clock = new ManualClock(START_MS)
  return { clock, budgets: new RateBudgets(clock, silentLogger) }
}

const untilMs = timeMs(START_MS + 60_000)
const signal = new AbortController().signal

describe('the budgets of venues', () => {
  it('are one for all that the venue counts together', async () => {
    const { budgets } = bench()
    const [first, second] = [budgets.lease(SCOPE), budgets.lease({ ...SCOPE, addresses: [...SCOPE.addresses] })]
    await first.budget.take(60, 'protective', signal)
    expect(second.budget.view().available).toBe(40)
    first.budget.pause({ untilMs, because: 'banned' })
    expect(second.budget.view().pausedUntilMs).toBe(untilMs)
  })

  it.each<[string, Partial<RateScope>]>([
    ['at another venue', { profile: { ...SCOPE.profile, venueId: venueId('venue-futures') } }],
    ['at another address', { addresses: ['http://127.0.0.1:1'] }],
    ['from another address', { proxy: 'socks5://127.0.0.1:2' }],
  ])('are others %s', async (_, change) => {
    const { budgets } = bench()
    const other = budgets.lease({ ...SCOPE, ...change })
    await budgets.lease(SCOPE).budget.take(60, 'protective', signal)
    expect(other.budget.view().available).toBe(100)
  })

  it('keep what the venue has forbidden until the next connection', async () => {
    const { budgets } = bench()
    const lease = budgets.lease(SCOPE)
    lease.budget.pause({ untilMs, because: 'banned' })
    lease.dispose()
    await expect(budgets.lease(SCOPE).budget.take(1, 'order', signal)).rejects.toMatchObject({ kind: 'banned' })
  })

  it('refuse who waits only when the last connection goes', async () => {
    const { clock, budgets } = bench()
    const [first, second] = [budgets.lease(SCOPE), budgets.lease(SCOPE)]
    await first.budget.take(100, 'protective', signal)
    const waiting = second.budget.take(5, 'protective', signal)
    first.dispose()
    first.dispose()
    clock.advanceBy(1_000)
    await expect(waiting).resolves.toBeUndefined()
    const late = second.budget.take(50, 'protective', signal)
    second.dispose()
    await expect(late).rejects.toMatchObject({ kind: 'noAnswer' })
  })
})
