import { describe, expect, it, vi } from 'vitest'
import { type Timeframe, TIMEFRAME_MS } from '../domain/index.ts'
import { ABC, START_MS } from './testing/hand-market.ts'
import { openHandBench } from './testing/session-bench.ts'

describe('an instant at which several timeframes close', () => {
  it('is known to the indicators of all of them before any strategy decides', async () => {
    const { session, market } = await openHandBench()
    const { instrumentId } = ABC
    const open = (timeframe: Timeframe) =>
      session.indicators.open({ instrumentId, timeframe, indicator: 'sma', parameters: { period: 1 } }).feed.state
    const watched = { '1m': open('1m'), '5m': open('5m'), '1h': open('1h') }
    const decisions: { readonly timeframe: Timeframe; readonly closesMs: readonly number[] }[] = []
    vi.spyOn(session.strategies, 'handleCandle').mockImplementation((_, timeframe) => {
      const closesMs = (['1m', '5m', '1h'] as const).map(
        (each) => (watched[each].bar?.openTimeMs ?? Number.NaN) + TIMEFRAME_MS[each],
      )
      decisions.push({ timeframe, closesMs })
    })
    for (let minute = 1; minute <= 60; minute++) market.closeMinute(100 + minute / 10)
    const hourMs = START_MS + TIMEFRAME_MS['1h']
    const all = [hourMs, hourMs, hourMs]
    expect(decisions.slice(-4)).toEqual([
      { timeframe: '1m', closesMs: all },
      { timeframe: '5m', closesMs: all },
      { timeframe: '15m', closesMs: all },
      { timeframe: '1h', closesMs: all },
    ])
    // One minute earlier the last hour is the one before, of which there is none.
    expect(decisions.at(-5)).toEqual({
      timeframe: '1m',
      closesMs: [hourMs - TIMEFRAME_MS['1m'], hourMs - TIMEFRAME_MS['5m'], Number.NaN],
    })
  })
})
