import { describe, expect, it } from 'vitest'
import type { Candle, Timeframe } from '../domain/index.ts'
import type { ClosedCandle } from '../market-data/index.ts'
import { MarketRouter, type MarketRouterPorts } from './market-router.ts'
import { ABC, minuteAt, START_MS } from './testing/hand-market.ts'

const ABC_ID = ABC.instrumentId
const BAR = minuteAt(START_MS, 100)
const closed = (...timeframes: Timeframe[]): ClosedCandle[] =>
  timeframes.map((timeframe) => ({ timeframe, candle: BAR }))

/** A router whose every port writes down that it was called. */
function openRouter({ isDeciding = true, hasPrice = true } = {}): {
  router: MarketRouter
  calls: string[]
} {
  const calls: string[] = []
  const ports = {
    marketData: () => ({
      lastPrice: () => (hasPrice ? 100 : undefined),
      forming: (_: unknown, timeframe: Timeframe) => ({ ...BAR, timeframe }),
    }),
    account: {
      handlePrice: (_: unknown, price: number, timeMs: number) => calls.push(`account ${price} ${timeMs - START_MS}`),
    },
    indicators: {
      handleClosed: (_: unknown, timeframe: Timeframe) => calls.push(`indicators ${timeframe}`),
      tell: (_: unknown, timeframe: Timeframe) => calls.push(`tell ${timeframe}`),
      handleForming: (_: unknown, formingOf: (timeframe: Timeframe) => Candle | undefined) =>
        calls.push(`forming ${formingOf('5m')?.close}`),
    },
    ict: { handleClosed: (_: unknown, timeframe: Timeframe) => calls.push(`ict ${timeframe}`) },
    strategies: () => ({ handleCandle: (_: unknown, timeframe: Timeframe) => calls.push(`strategies ${timeframe}`) }),
    followers: () => ({
      handleQuote: () => calls.push('followers quote'),
      handlePrice: (_: unknown, price: number) => calls.push(`followers ${price}`),
      handleClosedMinute: (_: unknown, { close }: Candle) => calls.push(`followers minute ${close}`),
    }),
    isDeciding: () => isDeciding,
    bus: { publish: (name: string) => calls.push(name) },
  }
  return { router: new MarketRouter(ports as unknown as MarketRouterPorts), calls }
}

describe('MarketRouter', () => {
  it('leads a closed minute through account, indicators and strategies before anybody is told of it', () => {
    const { router, calls } = openRouter()
    router.handleClosedCandles(ABC_ID, closed('1m'))
    expect(calls).toEqual([
      'account 100 60000',
      'followers minute 100',
      'indicators 1m',
      'ict 1m',
      'strategies 1m',
      'tell 1m',
      'candle.stored',
      'kline.updated',
    ])
  })

  it('lets the indicators of every timeframe take their bar before any strategy decides on that instant', () => {
    const { router, calls } = openRouter()
    router.handleClosedCandles(ABC_ID, closed('1m', '5m', '1h'))
    expect(calls.filter((call) => /^(indicators|ict|strategies)/.test(call))).toEqual([
      'indicators 1m',
      'ict 1m',
      'indicators 5m',
      'ict 5m',
      'indicators 1h',
      'ict 1h',
      'strategies 1m',
      'strategies 5m',
      'strategies 1h',
    ])
  })

  it('values the account by minutes only: a higher bar says nothing new', () => {
    const { router, calls } = openRouter()
    router.handleClosedCandles(ABC_ID, closed('5m'))
    expect(calls).toEqual(['indicators 5m', 'ict 5m', 'strategies 5m', 'tell 5m', 'candle.stored', 'kline.updated'])
  })

  it('asks no strategy before they decide: those bars are history', () => {
    const { router, calls } = openRouter({ isDeciding: false })
    router.handleClosedCandles(ABC_ID, closed('1m'))
    expect(calls).toContain('indicators 1m')
    expect(calls).not.toContain('strategies 1m')
  })

  it('gives the forming bar of each timeframe to the indicators, then announces it', () => {
    const { router, calls } = openRouter()
    router.handleFormingCandle(ABC_ID, BAR)
    expect(calls).toEqual(['forming 100', 'kline.updated'])
  })

  it('announces a quote once there is a price, and values the account by trades', () => {
    const quote = { timeMs: BAR.openTimeMs, bid: 99, bidSize: 1, ask: 101, askSize: 1 }
    const silent = openRouter({ hasPrice: false })
    silent.router.handleQuote(ABC_ID, quote)
    const { router, calls } = openRouter()
    router.handleQuote(ABC_ID, quote)
    router.handleTrade(ABC_ID, { timeMs: BAR.openTimeMs, price: 99.5, quantity: 1, takerSide: 'buy' })
    expect([silent.calls, calls]).toEqual([
      [],
      ['followers quote', 'quote.updated', 'account 99.5 0', 'followers 99.5'],
    ])
  })

  it('announces missing minutes', () => {
    const { router, calls } = openRouter()
    router.handleGap(ABC_ID, { fromMs: 1, toMs: 2, filled: false })
    expect(calls).toEqual(['feed.gap'])
  })
})
