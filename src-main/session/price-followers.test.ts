import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { PriceFollowers } from './price-followers.ts'
import { ABC, minuteAt, START_MS } from './testing/hand-market.ts'

const { instrumentId } = ABC

function follow(): { readonly followers: PriceFollowers; readonly told: unknown[][] } {
  const told: unknown[][] = []
  const teller =
    (name: string) =>
    (...words: unknown[]): void => {
      told.push([name, ...words])
    }
  const followers = new PriceFollowers({
    execution: { handlePrices: teller('execution') },
    plans: {
      handleQuote: teller('plans.quote'),
      handleTrade: teller('plans.trade'),
      handleClosedMinute: teller('plans.minute'),
    },
    guards: {
      handlePrice: teller('guards.price'),
      handleQuote: teller('guards.quote'),
      handleClose: teller('guards.close'),
    },
    analytics: { handlePrice: teller('analytics') },
  })
  return { followers, told }
}

describe('PriceFollowers', () => {
  it('tells a trade to the guards before anything is released by it, and to the figures last', () => {
    const { followers, told } = follow()
    followers.handlePrice(instrumentId, 101, START_MS)
    expect(told).toEqual([
      ['guards.price', START_MS],
      ['execution', instrumentId, { low: 101, high: 101 }],
      ['plans.trade', instrumentId, 101],
      ['analytics', instrumentId, 101],
    ])
  })

  it('tells a closed minute with all that the price went through, at the time of its close', () => {
    const { followers, told } = follow()
    const minute = minuteAt(START_MS, 101)
    followers.handleClosedMinute(instrumentId, minute, START_MS + 60_000)
    expect(told).toEqual([
      ['guards.close', instrumentId, 101, START_MS + 60_000],
      ['guards.price', START_MS + 60_000],
      ['execution', instrumentId, minute],
      ['plans.minute', instrumentId, minute],
      ['analytics', instrumentId, 101],
    ])
  })

  it('tells a quote to the guards, then to the stops that follow the price', () => {
    const { followers, told } = follow()
    const quote = { timeMs: timeMs(START_MS), bid: 100, bidSize: 1, ask: 100.5, askSize: 1 }
    followers.handleQuote(instrumentId, quote)
    expect(told).toEqual([
      ['guards.quote', instrumentId, quote],
      ['plans.quote', instrumentId, quote],
    ])
  })

  it('moves stops and releases orders before figures are made, which may fail', () => {
    const { told } = follow()
    const followers = new PriceFollowers({
      execution: { handlePrices: (id) => told.push(['execution', id]) },
      plans: {
        handleQuote: () => undefined,
        handleTrade: (id) => told.push(['plans', id]),
        handleClosedMinute: (id) => told.push(['plans', id]),
      },
      guards: { handlePrice: () => undefined, handleQuote: () => undefined, handleClose: () => undefined },
      analytics: {
        handlePrice: () => {
          throw new Error('a figure failed')
        },
      },
    })
    expect(() => followers.handlePrice(instrumentId, 101, START_MS)).toThrow('a figure failed')
    expect(() => followers.handleClosedMinute(instrumentId, minuteAt(START_MS, 101), START_MS)).toThrow(
      'a figure failed',
    )
    expect(told).toEqual([
      ['execution', instrumentId],
      ['plans', instrumentId],
      ['execution', instrumentId],
      ['plans', instrumentId],
    ])
  })
})
