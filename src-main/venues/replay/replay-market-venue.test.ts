import { describe, expect, it } from 'vitest'
import { EngineError, ManualClock, timeMs } from '../../base/index.ts'
import { type Candle, instrumentId, type MarketEvent } from '../../domain/index.ts'
import { nextTurn } from '../next-turn.ts'
import { REPLAY_VENUE, ReplayMarketVenue } from './replay-market-venue.ts'

const MINUTE_MS = 60_000
const START_MS = 1_700_000_040_000
const ID = instrumentId(REPLAY_VENUE, 'BTC-USDT')

function bars(count: number, skip: readonly number[] = []): Candle[] {
  return Array.from({ length: count }, (_, index) => ({
    openTimeMs: timeMs(START_MS + index * MINUTE_MS),
    open: 100 + index,
    high: 102 + index,
    low: 99 + index,
    close: 101 + index,
    volume: 10,
  })).filter((_, index) => !skip.includes(index))
}

function createVenue(
  candles: readonly Candle[],
  speed = Infinity,
  { systemClock = new ManualClock(0), startMs }: { systemClock?: ManualClock; startMs?: number | undefined } = {},
): ReplayMarketVenue {
  const onError = (error: unknown) => {
    throw error
  }
  const terms = { symbol: 'BTC-USDT', tick: '0.5', lot: '0.001' }
  return new ReplayMarketVenue({
    candles,
    ...terms,
    speed,
    systemClock,
    onError,
    startMs,
  })
}

describe('ReplayMarketVenue', () => {
  it('delivers every closed bar once, with the clock at its close', async () => {
    const venue = createVenue(bars(5_000))
    const seen: number[] = []
    venue.onEvent((event) => {
      if (event.kind === 'candle' && event.closed) seen.push(venue.clock.nowMs() - event.candle.openTimeMs)
    })
    await venue.start()
    await venue.finished
    expect(seen).toHaveLength(5_000)
    expect(new Set(seen)).toEqual(new Set([MINUTE_MS]))
  })

  it('keeps the pace of a finite speed', async () => {
    const systemClock = new ManualClock(0)
    const venue = createVenue(bars(100), 600, { systemClock })
    let count = 0
    venue.onEvent(() => count++)
    await venue.start()
    systemClock.advanceBy(1_000)
    expect(count).toBe(10)
    expect(venue.clock.nowMs()).toBe(START_MS + 10 * MINUTE_MS)
  })

  it('awaits the barrier before each bar, and only when it returns a promise', async () => {
    const venue = createVenue(bars(20))
    const order: string[] = []
    let asked = 0
    const digest = async () => {
      await Promise.resolve()
      order.push('digested')
    }
    venue.setBarrier(() => {
      asked++
      if (asked % 5 !== 0) return undefined
      return digest()
    })
    venue.onEvent(() => order.push('bar'))
    await venue.start()
    await venue.finished
    expect(asked).toBe(20)
    expect(order.slice(0, 6)).toEqual(['bar', 'bar', 'bar', 'bar', 'digested', 'bar'])
  })

  it('answers only with the past, on every timeframe', async () => {
    const venue = createVenue(bars(60, [3]))
    const answers: (readonly Candle[])[] = []
    const asking: Promise<void>[] = []
    venue.onEvent((event: MarketEvent) => {
      if (event.kind !== 'candle' || event.candle.openTimeMs !== START_MS + 30 * MINUTE_MS) return
      const fetch = venue.fetchCandles({ instrumentId: ID, timeframe: '1m', fromMs: 0, toMs: Infinity })
      asking.push(fetch.then((list) => void answers.push(list)))
    })
    await venue.start()
    await venue.finished
    await Promise.all(asking)
    expect(answers[0]?.at(-1)?.openTimeMs).toBe(START_MS + 30 * MINUTE_MS)
    const fives = await venue.fetchCandles({ instrumentId: ID, timeframe: '5m', fromMs: START_MS, toMs: Infinity })
    expect(fives.map((bar) => bar.gap ?? false).filter(Boolean)).toHaveLength(1)
    expect(fives[0]).toMatchObject({ openTimeMs: START_MS + MINUTE_MS, open: 101, close: 106, gap: true })
  })

  it('stops and goes on where it stopped', async () => {
    const venue = createVenue(bars(10))
    let count = 0
    venue.onEvent(() => {
      if (++count === 4) void venue.stop()
    })
    await venue.start()
    await nextTurn()
    await nextTurn()
    expect(count).toBe(4)
    await venue.start()
    await venue.finished
    expect(count).toBe(10)
  })

  it.each([
    { were: 'nothing was played', startMs: undefined, count: 10, firstCloseMinute: 1 },
    { were: 'all of it is to come', startMs: START_MS - 5 * MINUTE_MS, count: 10, firstCloseMinute: 1 },
    { were: 'four bars were played', startMs: START_MS + 4 * MINUTE_MS, count: 6, firstCloseMinute: 5 },
    { were: 'the fifth bar was half over', startMs: START_MS + 4.5 * MINUTE_MS, count: 6, firstCloseMinute: 5 },
  ])('goes on from an earlier run: $were', async ({ startMs, count, firstCloseMinute }) => {
    const venue = createVenue(bars(10), Infinity, { startMs })
    const closes: number[] = []
    venue.onEvent(() => closes.push((venue.clock.nowMs() - START_MS) / MINUTE_MS))
    await venue.start()
    await venue.finished
    expect(closes).toHaveLength(count)
    expect(closes[0]).toBe(firstCloseMinute)
  })

  it('has finished at once where an earlier run played it to the end', async () => {
    const systemClock = new ManualClock(0)
    const venue = createVenue(bars(10), 1, { systemClock, startMs: START_MS + 10 * MINUTE_MS })
    venue.onEvent(() => expect.unreachable('a bar was delivered twice'))
    await venue.start()
    systemClock.advanceBy(50)
    await venue.finished
    expect(venue.clock.nowMs()).toBe(START_MS + 10 * MINUTE_MS)
  })

  it('describes its instrument and refuses others', async () => {
    const venue = createVenue(bars(1))
    const [instrument] = await venue.instruments()
    expect(instrument).toMatchObject({ instrumentId: ID, base: 'BTC', quote: 'USDT' })
    const foreign = { instrumentId: instrumentId(REPLAY_VENUE, 'X'), timeframe: '1m' as const, fromMs: 0, toMs: 1 }
    await expect(venue.fetchCandles(foreign)).rejects.toBeInstanceOf(EngineError)
    expect(() => createVenue([])).toThrow('a replay needs at least one bar')
  })
})
