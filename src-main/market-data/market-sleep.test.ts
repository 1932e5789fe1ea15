import { describe, expect, it } from 'vitest'
import { ManualClock, timeMs } from '../base/index.ts'
import { MarketData } from './market-data.ts'
import { MarketDataConfig } from './market-data-config.ts'
import { MemoryCandleStore } from './memory-candle-store.ts'
import type { MarketDataCondition } from './staleness-watch.ts'
import { BTC, minute, minuteMs, minutes } from './testing/candles.ts'
import { FakeVenue } from './testing/fake-venue.ts'
import { RecordingLogger } from './testing/recording-logger.ts'
import { RecordingSink } from './testing/recording-sink.ts'

const HOUR_MS = 3_600_000
const NOW = 1_440

/** A market that runs, at 100 or so, on a machine that can sleep. */
async function running() {
  const venue = new FakeVenue({ nowMs: minuteMs(NOW), instruments: [BTC] })
  venue.history.set(BTC, minutes(0, 2 * NOW))
  const systemClock = new ManualClock(1_000)
  const logger = new RecordingLogger()
  const marketData = new MarketData({
    venue,
    store: new MemoryCandleStore(),
    sink: new RecordingSink(),
    systemClock,
    logger,
    config: MarketDataConfig.parse({ historyBars: 500 }),
  })
  const conditions: MarketDataCondition[] = []
  marketData.onCondition((condition) => conditions.push(condition))
  await marketData.start()
  venue.emitCandle(minute(NOW), false)
  const tick = systemClock.nowMs.bind(systemClock)
  const sleepFor = (durationMs: number): void => {
    systemClock.nowMs = () => timeMs(tick() + durationMs)
  }
  return { marketData, venue, systemClock, logger, conditions, sleepFor }
}

describe('market data of a machine that sleeps', () => {
  it('raises no alarm for the time slept, and one for what does not come afterwards', async () => {
    const { marketData, systemClock, conditions, sleepFor } = await running()
    sleepFor(HOUR_MS)
    systemClock.advanceBy(10_000)
    expect([marketData.overdue.size, conditions]).toEqual([0, []])
    systemClock.advanceBy(1_000)
    expect([marketData.overdue.size, conditions.length]).toEqual([1, 1])
  })

  it('has no price to trade at from the moment it wakes to the first new one, whoever has noticed the sleep by then', async () => {
    const { marketData, venue, sleepFor } = await running()
    expect(marketData.isStale(BTC)).toBe(false)
    sleepFor(HOUR_MS)
    expect(marketData.isStale(BTC)).toBe(true)
    venue.emitCandle(minute(NOW), false)
    expect(marketData.isStale(BTC)).toBe(false)
  })

  it('notices that no price comes where the clock was set back, too', async () => {
    const { marketData, systemClock, sleepFor } = await running()
    sleepFor(-HOUR_MS)
    systemClock.advanceBy(10_000)
    expect(marketData.isStale(BTC)).toBe(false)
    systemClock.advanceBy(1_000)
    expect(marketData.isStale(BTC)).toBe(true)
  })

  it('calls every price stale from a stop to the first new one', async () => {
    const { marketData, venue } = await running()
    const heard: boolean[] = []
    marketData.onFreshness(({ stale }) => heard.push(stale))
    await marketData.stop()
    await marketData.start()
    expect(marketData.isStale(BTC)).toBe(true)
    venue.emitCandle(minute(NOW), false)
    expect(marketData.isStale(BTC)).toBe(false)
    expect(heard).toEqual([true, false])
  })

  it('keeps what it knows readable while it catches up', async () => {
    const { marketData, venue } = await running()
    const answered = Promise.withResolvers<void>()
    const { answer } = venue
    venue.answer = (range) => answered.promise.then(() => answer(range))
    venue.clock.advanceTo(minuteMs(NOW + 60))
    await marketData.stop()
    const started = marketData.start()
    await new Promise(setImmediate)
    expect(marketData.lastPrice(BTC)).toBe(minute(NOW).close)
    expect(marketData.instrument(BTC)?.instrumentId).toBe(BTC)
    answered.resolve()
    await started
    expect(marketData.lastPrice(BTC)).toBe(minute(NOW + 59).close)
  })

  it('does not start any more where it was stopped while it caught up', async () => {
    const { marketData, venue } = await running()
    await marketData.stop()
    const started = marketData.start()
    await marketData.stop()
    await started
    expect([venue.started, venue.listenerCount]).toEqual([false, 0])
  })

  it('hands nothing on twice where it was started twice', async () => {
    const { marketData, venue } = await running()
    await marketData.start()
    expect(venue.listenerCount).toBe(1)
  })

  it('is degraded for a given reason until that is taken back, whatever comes', async () => {
    const { marketData, venue, conditions } = await running()
    marketData.setInterruption('waking up')
    marketData.setInterruption('waking up')
    venue.emitCandle(minute(NOW), false)
    expect(marketData.condition).toEqual({ kind: 'degraded', reason: 'waking up' })
    marketData.setInterruption(undefined)
    expect(conditions).toEqual([{ kind: 'degraded', reason: 'waking up' }, { kind: 'well' }])
  })

  it('stays over where a replay had ended, and says so once', async () => {
    const { marketData, venue, systemClock, logger } = await running()
    await venue.end()
    await marketData.stop()
    await marketData.start()
    await venue.finished
    systemClock.advanceBy(1_000_000)
    expect([marketData.isOver, marketData.condition]).toEqual([true, { kind: 'well' }])
    expect(logger.lines).toEqual(['info the market is over: its last bar has been delivered'])
  })
})
