import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock, timeMs, type TimeMs } from '../../../base/index.ts'
import type { VenueRateLimit } from '../profiles/venue-profile.ts'
import { RateBudget } from './rate-budget.ts'
import type { VenueError } from './venue-error.ts'
import { URGENCIES, type Urgency } from './venue-request.ts'

/** Half a minute past twelve. */
const START_MS = Date.UTC(2026, 0, 5, 12, 0, 30)
const LIMIT: VenueRateLimit = { capacity: 100, refillPerSecond: 10 }
const COUNTED: VenueRateLimit = { ...LIMIT, weight: { header: 'x-used-weight', perMinute: 1_000, perCost: 5 } }

/** Lets everything that waits for a promise go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await Promise.resolve()
}

/** Never aborted. */
const OPEN = new AbortController().signal

function fail(error: unknown): never {
  throw error
}

/** Its time may be a millisecond behind its timers, as that of a machine is, and catches up while somebody is at work. */
class LateClock extends ManualClock {
  #readsBehind = 0

  lagFor(reads: number): void {
    this.#readsBehind = reads
  }

  override nowMs(): TimeMs {
    return timeMs(super.nowMs() - (this.#readsBehind-- > 0 ? 1 : 0))
  }
}

function bench(limit: VenueRateLimit = LIMIT, offsetMs = 0, clock = new ManualClock(START_MS)) {
  const changes: boolean[] = []
  const budget = new RateBudget({ limit, label: 'The venue', clock, onError: fail })
  budget.noteOffset(offsetMs)
  budget.onPause(({ pausedBecause }) => changes.push(pausedBecause !== null))
  const closing = new AbortController()
  const gone: string[] = []
  const refused = new Map<string, VenueError>()
  return {
    clock,
    budget,
    changes,
    gone,
    refused,
    closing,
    ask: async (name: string, cost: number, urgency: Urgency): Promise<void> => {
      void budget.take(cost, urgency, closing.signal).then(
        () => gone.push(name),
        (error: VenueError) => refused.set(name, error),
      )
      await settled()
    },
    pass: async (durationMs: number): Promise<void> => {
      clock.advanceBy(durationMs)
      await settled()
    },
  }
}

describe('the rate budget of a venue', () => {
  it('lets go what there is room for, and the others in their order as it fills', async () => {
    const { gone, ask, pass } = bench()
    for (const name of ['a', 'b', 'c']) await ask(name, 50, 'protective')
    expect(gone).toEqual(['a', 'b'])
    await pass(1_999)
    expect(gone).toEqual(['a', 'b'])
  })

  it('lets the more urgent go first, whoever came first', async () => {
    const { gone, ask, pass } = bench({ capacity: 100, refillPerSecond: 100 })
    await ask('first', 100, 'protective')
    for (const urgency of URGENCIES.toReversed()) await ask(urgency, 1, urgency)
    await pass(900)
    expect(gone).toEqual(['first', ...URGENCIES])
  })

  it.each([
    ['protective', 100],
    ['order', 90],
    ['account', 75],
    ['market', 60],
    ['interface', 50],
  ] as const)('lets %s take %i of 100 at once, and leaves the rest for what is more urgent', async (urgency, most) => {
    const { gone, ask } = bench()
    for (let count = 0; count < 100; count++) await ask('one', 1, urgency)
    expect(gone).toHaveLength(most)
  })

  it('finds room for an order at once, however much the rest asks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            cost: fc.integer({ min: 1, max: 40 }),
            urgency: fc.constantFrom<Urgency>('account', 'market', 'interface'),
            pauseMs: fc.integer({ min: 0, max: 2_000 }),
          }),
          { maxLength: 60 },
        ),
        async (requests) => {
          const { gone, ask, pass } = bench()
          for (const { cost, urgency, pauseMs } of requests) {
            await ask('other', cost, urgency)
            await pass(pauseMs)
          }
          await ask('order', 4, 'order')
          await ask('cancel', 1, 'protective')
          expect(gone).toEqual(expect.arrayContaining(['order', 'cancel']))
        },
      ),
      { numRuns: 50 },
    )
  })

  it('lets no more through in any minute than it holds and gains in one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            cost: fc.integer({ min: 1, max: 30 }),
            urgency: fc.constantFrom(...URGENCIES),
            pauseMs: fc.integer({ min: 0, max: 3_000 }),
          }),
          { minLength: 20, maxLength: 120 },
        ),
        async (requests) => {
          const { clock, budget, pass } = bench()
          const spent: { readonly atMs: number; readonly cost: number }[] = []
          for (const { cost, urgency, pauseMs } of requests) {
            void budget.take(cost, urgency, OPEN).then(
              () => spent.push({ atMs: clock.nowMs(), cost }),
              () => undefined,
            )
            await pass(pauseMs)
          }
          for (const { atMs } of spent) {
            const inMinute = spent.filter((other) => other.atMs >= atMs && other.atMs <= atMs + 60_000)
            expect(inMinute.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(100 + 600 + 1e-6)
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('lets what costs more than there ever is go when all is there, and makes up for it afterwards', async () => {
    const { gone, ask, pass, budget } = bench()
    await ask('small', 10, 'market')
    await ask('huge', 150, 'market')
    expect(gone).toEqual(['small'])
    await pass(1_000)
    expect(gone).toEqual(['small', 'huge'])
    expect(budget.view().available).toBe(0)
    await ask('next', 1, 'market')
    await pass(9_000)
    expect(gone).toEqual(['small', 'huge'])
    await pass(1_000)
    expect(gone).toEqual(['small', 'huge', 'next'])
  })

  it('lets it go whatever the capacity, which may be any fraction', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.1, max: 1_000, noNaN: true }),
        fc.constantFrom<Urgency>('account', 'market'),
        async (capacity, urgency) => {
          const { gone, ask, pass } = bench({ capacity, refillPerSecond: capacity / 10 })
          await ask('small', capacity / 100, 'protective')
          await ask('huge', capacity * 2, urgency)
          await pass(1_001)
          expect(gone).toEqual(['small', 'huge'])
        },
      ),
    )
  })

  it('gains nothing from a clock that was set back', async () => {
    const clock = new ManualClock(START_MS)
    let nowMs = START_MS
    const budget = new RateBudget({
      limit: LIMIT,
      label: 'The venue',
      clock: {
        nowMs: () => timeMs(nowMs),
        setTimer: (delayMs, action) => clock.setTimer(delayMs, action),
        setRepeating: (periodMs, action) => clock.setRepeating(periodMs, action),
      },
      onError: fail,
    })
    await budget.take(50, 'protective', OPEN)
    nowMs -= 3_600_000
    expect(budget.view().available).toBe(50)
    nowMs += 1_000
    expect(budget.view().available).toBe(60)
  })

  it.each([
    ['order', 1],
    ['protective', 2],
    ['interface', 10],
    ['account', 30],
    ['market', 60],
  ] as const)('refuses %s that would wait longer than %i s, and says when there is room', async (urgency, seconds) => {
    const { ask, pass, refused } = bench({ capacity: 100, refillPerSecond: 0.5 })
    await ask('first', 100, 'protective')
    await ask('late', 50, urgency)
    await pass(seconds * 1_000 - 1)
    expect(refused.has('late')).toBe(false)
    await pass(1)
    const error = refused.get('late')
    expect(error).toMatchObject({ kind: 'rateLimited', isOutcomeUnknown: false })
    expect(error?.what).toContain(`${seconds} s`)
    expect(error?.retryAtMs).toBeGreaterThan(START_MS + seconds * 1_000)
  })

  it('refuses whoever waits and whoever comes once they are given up', async () => {
    const { closing, budget, ask, refused, gone } = bench()
    await ask('first', 100, 'protective')
    await ask('waiting', 10, 'market')
    void budget.take(10, 'market', OPEN).then(() => gone.push('other'))
    closing.abort()
    await settled()
    await ask('late', 1, 'protective')
    expect([...refused.keys()]).toEqual(['waiting', 'late'])
    expect(refused.get('late')).toMatchObject({ kind: 'noAnswer', isOutcomeUnknown: false })
    expect(budget.view().waiting).toBe(1)
  })

  it('refuses all when nobody needs it any more', async () => {
    const { budget, ask, refused } = bench()
    await ask('first', 100, 'protective')
    await ask('waiting', 10, 'market')
    budget.dispose()
    await settled()
    expect([...refused.keys()]).toEqual(['waiting'])
  })
})

describe('a pause that the venue asks for', () => {
  it('holds everything, and refuses at once what would not wait for so long', async () => {
    const { budget, gone, ask, pass, refused } = bench()
    budget.pause({ untilMs: timeMs(START_MS + 20_000), because: 'rateLimited' })
    for (const urgency of URGENCIES) await ask(urgency, 1, urgency)
    expect([...refused.keys()]).toEqual(['protective', 'order', 'interface'])
    expect(refused.get('order')).toMatchObject({ kind: 'rateLimited', retryAtMs: START_MS + 20_000 })
    expect(refused.get('order')?.what).toContain('until 2026-01-05 12:00:50 UTC')
    await pass(19_999)
    expect(gone).toEqual([])
    await pass(1)
    expect(gone).toEqual(['account', 'market'])
  })

  it('refuses what waits already when it begins', async () => {
    const { budget, ask, refused } = bench()
    await ask('first', 100, 'protective')
    await ask('waiting', 50, 'account')
    budget.pause({ untilMs: timeMs(START_MS + 120_000), because: 'banned' })
    await settled()
    expect(refused.get('waiting')).toMatchObject({ kind: 'banned', retryAtMs: START_MS + 120_000 })
    expect(refused.get('waiting')?.what).toContain('has shut out this address')
  })

  it('is never made shorter by another one', () => {
    const { budget } = bench()
    budget.pause({ untilMs: timeMs(START_MS + 60_000), because: 'banned' })
    budget.pause({ untilMs: timeMs(START_MS + 5_000), because: 'rateLimited' })
    expect(budget.view()).toMatchObject({ pausedUntilMs: START_MS + 60_000, pausedBecause: 'banned' })
  })

  it('is told when it begins and when it ends, also while nobody waits', async () => {
    const { budget, changes, pass } = bench()
    budget.pause({ untilMs: timeMs(START_MS + 5_000), because: 'rateLimited' })
    expect(changes).toEqual([true])
    await pass(5_000)
    expect(changes).toEqual([true, false])
    expect(budget.view()).toMatchObject({ pausedUntilMs: null, pausedBecause: null })
  })

  it.each(Array.from({ length: 16 }, (_, reads) => reads))(
    'lets go who waited and is told of its end where the time comes after %i looks at the clock',
    async (reads) => {
      const clock = new LateClock(START_MS)
      const { budget, gone, changes, ask } = bench(LIMIT, 0, clock)
      budget.pause({ untilMs: timeMs(START_MS + 1_000), because: 'banned' })
      await ask('waiting', 1, 'protective')
      clock.lagFor(reads)
      clock.advanceBy(1_000)
      await ask('next', 1, 'protective')
      clock.advanceBy(10)
      await settled()
      expect(gone).toEqual(['waiting', 'next'])
      expect(changes).toEqual([true, false])
    },
  )
})

describe('what the venue itself counts', () => {
  it('leaves a tenth of it to orders, until its minute ends', async () => {
    const { budget, gone, ask, pass } = bench(COUNTED)
    budget.noteUsedWeight(900, timeMs(START_MS))
    await ask('candles', 1, 'market')
    await ask('order', 1, 'order')
    await ask('cancel', 1, 'protective')
    expect(gone).toEqual(['order', 'cancel'])
    expect(budget.view().usedWeight).toBe(900)
    await pass(29_999)
    expect(gone).toEqual(['order', 'cancel'])
    await pass(1)
    expect(gone).toEqual(['order', 'cancel', 'candles'])
    expect(budget.view().usedWeight).toBe(0)
  })

  it('is counted by the minutes of its clock', async () => {
    const { budget, gone, ask, pass } = bench(COUNTED, 20_000)
    budget.noteUsedWeight(1_000, timeMs(START_MS))
    await ask('candles', 1, 'market')
    await pass(9_999)
    expect(gone).toEqual([])
    await pass(1)
    expect(gone).toEqual(['candles'])
  })

  it('refuses an order that would go over it', async () => {
    const { budget, ask, pass, refused } = bench(COUNTED)
    budget.noteUsedWeight(998, timeMs(START_MS))
    await ask('order', 1, 'order')
    await pass(1_000)
    expect(refused.get('order')).toMatchObject({ kind: 'rateLimited', retryAtMs: START_MS + 30_000 })
  })

  it('is that of the minute in which the request was sent, and nothing once that is over', async () => {
    const { budget, gone, ask, pass } = bench(COUNTED)
    await pass(30_000)
    budget.noteUsedWeight(1_000, timeMs(START_MS + 29_999))
    await ask('candles', 1, 'market')
    expect(gone).toEqual(['candles'])
    budget.noteUsedWeight(1_000, timeMs(START_MS + 30_000))
    expect(budget.view().usedWeight).toBe(1_000)
  })

  it('is not known where the venue does not say', () => {
    expect(bench().budget.view().usedWeight).toBeNull()
  })
})
