import { describe, expect, it } from 'vitest'
import { MarketDataConfig } from '../market-data/index.ts'
import { ABC, MINUTE_MS, minuteAt } from './testing/hand-market.ts'
import { openHandBench } from './testing/session-bench.ts'

const TREND = { 'ema-cross': { parameters: { trendTimeframe: '1h', trendPeriod: 5 } } }
const HOURLY = { instrumentId: ABC.instrumentId, timeframe: '1h', indicator: 'ema', parameters: { period: 5 } } as const

describe('what strategies read of the market', () => {
  it('is computed while they are on, shared with whoever else asks, and dropped when they are switched off', async () => {
    const { session, settings } = await openHandBench({ settings: { strategies: TREND } })
    // One for each of two instruments.
    expect(session.indicators.feedCount).toBe(2)
    const chart = session.indicators.open(HOURLY)
    expect(session.indicators.feedCount).toBe(2)
    session.applySettings(settings({ strategies: { 'ema-cross': { enabled: false } } }), MarketDataConfig.parse({}))
    expect(session.indicators.feedCount).toBe(1)
    chart.dispose()
    expect(session.indicators.feedCount).toBe(0)
  })

  it('has the bars that were fetched while the market stood still', async () => {
    const { session, market } = await openHandBench({ settings: { strategies: TREND } })
    const minutes = session.indicators.open({ ...HOURLY, timeframe: '1m' }).feed.state
    const hours = session.indicators.open(HOURLY).feed.state
    const beginMs = market.clock.nowMs()
    for (let minute = 0; minute < 10; minute++) market.closeMinute(100)
    session.stopStrategies()
    await session.stopMarket()
    market.history = Array.from({ length: 600 }, (_, index) => minuteAt(beginMs + index * MINUTE_MS, 100 + index))
    market.clock.advanceBy(590 * MINUTE_MS)
    await session.startMarket()
    session.startStrategies()
    // The strategy's own has caught up when it was asked for again; the other does so with the next bar.
    expect(hours.bar?.close).toBe(699)
    market.closeMinute(700)
    expect(minutes.bar?.close).toBe(700)
    const { points } = session.indicators.series({ ...HOURLY, timeframe: '1m' }, undefined, 1)
    expect(minutes.values[0]).toBeCloseTo(points[0]?.values[0] ?? 0, 9)
  })
})
