import { describe, expect, it } from 'vitest'
import { HAND, price, strategyId } from '../domain/index.ts'
import { ABC, MINUTE_MS, minuteAt } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { openHandBench } from './testing/session-bench.ts'

const FAST = {
  enabled: true,
  instruments: ['ABC'],
  timeframe: '1m',
  parameters: { fastPeriod: 2, slowPeriod: 4, atrPeriod: 5 },
}

describe('a market that stops and starts again', () => {
  it('warms the strategies up with the bars that closed meanwhile', async () => {
    const { session, market } = await openHandBench({ settings: { strategies: { 'ema-cross': FAST } } })
    const isWarm = (): boolean | undefined => session.strategies.deployments.get(strategyId('ema-cross'))?.isWarm
    const beginMs = market.clock.nowMs()
    session.stopStrategies()
    await session.stopMarket()
    expect(isWarm()).toBe(false)
    market.history = Array.from({ length: 400 }, (_, index) => minuteAt(beginMs + index * MINUTE_MS, 100 + index))
    market.clock.advanceBy(400 * MINUTE_MS)
    await session.startMarket()
    session.startStrategies()
    expect(isWarm()).toBe(true)
  })

  it('brings indicators and ICT records of every timeframe up to the bars that closed meanwhile', async () => {
    const { session, market } = await openHandBench()
    const series = { instrumentId: ABC.instrumentId, timeframe: '1h' } as const
    const { feed } = session.indicators.open({ ...series, indicator: 'sma', parameters: { period: 1 } })
    const ict = session.ict.open(series).feed
    const beginMs = market.clock.nowMs()
    await session.stopMarket()
    market.history = Array.from({ length: 400 }, (_, index) => minuteAt(beginMs + index * MINUTE_MS, 100 + index))
    market.clock.advanceBy(400 * MINUTE_MS)
    await session.startMarket()
    const newest = session.candles.last(ABC.instrumentId, '1h')
    expect(newest?.close).toBeGreaterThan(400)
    expect(feed.state.bar).toEqual(newest)
    expect(feed.state.values[0]).toBe(newest?.close)
    expect(ict.state.bar).toEqual(newest)
  })

  it('lets a stop follow the best price of the bars that closed meanwhile', async () => {
    const { session, market } = await openHandBench()
    const exitPlan = { targets: [], trailing: { kind: 'price', distance: price(5) }, breakEven: undefined } as const
    session.desk.submit(handIntent({ stopLossPrice: price(90), exitPlan }))
    await session.settle()
    const standing = { instrumentId: ABC.instrumentId, owner: HAND }
    const stopOf = (): string | undefined => session.execution.exitParts(standing, 'stopLoss')[0]?.price?.toFixed()
    market.trade(100)
    const before = stopOf()
    const beginMs = market.clock.nowMs()
    await session.stopMarket()
    market.history = [106, 119, 117].map((close, index) => minuteAt(beginMs + index * MINUTE_MS, close))
    market.clock.advanceBy(3 * MINUTE_MS)
    await session.startMarket()
    market.trade(117)
    expect([before, stopOf()]).toEqual(['95.5', '115'])
  })

  it('hands each price on once afterwards', async () => {
    const { session, market, payloads } = await openHandBench()
    for (let round = 0; round < 3; round++) {
      await session.stopMarket()
      await session.startMarket()
    }
    const before = payloads('quote.updated').length
    market.trade(101)
    market.quote(101)
    expect(payloads('quote.updated')).toHaveLength(before + 1)
  })
})
