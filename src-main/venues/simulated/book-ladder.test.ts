import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ensureDefined, timeMs } from '../../base/index.ts'
import { BOOK_DEPTH, type BookLevel, type OrderBook, type Quote } from '../../domain/index.ts'
import { BookLadder, LADDER_DEPTH } from './book-ladder.ts'
import { MARKET_PROFILES, type MarketProfile } from './simulated-instruments.ts'

const START_MS = Date.UTC(2026, 10, 20, 12)
const BTC = ensureDefined(MARKET_PROFILES[0], 'first market')

interface Best {
  readonly bidTicks: number
  readonly spreadTicks?: number
  readonly atMs?: number
}

function quoteOf({ ticksPerUnit }: MarketProfile, { bidTicks, spreadTicks = 12, atMs = START_MS }: Best): Quote {
  const bid = bidTicks / ticksPerUnit
  return { timeMs: timeMs(atMs), bid, bidSize: 2, ask: (bidTicks + spreadTicks) / ticksPerUnit, askSize: 3 }
}

const isOnStep = (value: number, stepsPerUnit: number): boolean =>
  Math.abs(value * stepsPerUnit - Math.round(value * stepsPerUnit)) < 1e-6

function levelsOf({ bids, asks }: OrderBook): readonly BookLevel[] {
  return [...bids, ...asks]
}

describe('BookLadder', () => {
  it('stands around any quote: the quote first, sorted, on the grid of prices and quantities, complete on both sides', () => {
    const markets = fc.record({
      profile: fc.constantFrom(...MARKET_PROFILES),
      seed: fc.nat(),
      scale: fc.double({ min: 0.3, max: 3, noNaN: true }),
      spreadTicks: fc.integer({ min: 1, max: 300 }),
    })
    fc.assert(
      fc.property(markets, ({ profile, seed, scale, spreadTicks }) => {
        const bidTicks = Math.round(profile.basePrice * profile.ticksPerUnit * scale)
        const quote = quoteOf(profile, { bidTicks, spreadTicks })
        const book = new BookLadder(seed, profile).around(quote)
        expect([book.bids[0], book.asks[0]]).toEqual([
          [quote.bid, 2],
          [quote.ask, 3],
        ])
        expect([book.bids.length, book.asks.length]).toEqual([LADDER_DEPTH, LADDER_DEPTH])
        const prices = [...book.bids.toReversed(), ...book.asks].map(([price]) => price)
        expect(prices.every((price, index) => index === 0 || price > (prices[index - 1] ?? 0))).toBe(true)
        expect(prices.every((price) => isOnStep(price, profile.ticksPerUnit))).toBe(true)
        expect(levelsOf(book).every(([, size]) => size > 0 && isOnStep(size, profile.lotsPerUnit))).toBe(true)
      }),
    )
  })

  it('is no deeper than a book may be', () => {
    expect(LADDER_DEPTH).toBeLessThanOrEqual(BOOK_DEPTH)
  })

  it('bids nothing below the smallest price', () => {
    const { bids, asks } = new BookLadder(1, BTC).around(quoteOf(BTC, { bidTicks: 30, spreadTicks: 2 }))
    expect(bids.length).toBeLessThan(LADDER_DEPTH)
    expect(bids.every(([price]) => price > 0)).toBe(true)
    expect(asks).toHaveLength(LADDER_DEPTH)
  })

  it('is the same for the same seed, price and time, and another one for another seed', () => {
    const quote = quoteOf(BTC, { bidTicks: 640_000 })
    expect(new BookLadder(3, BTC).around(quote)).toEqual(new BookLadder(3, BTC).around(quote))
    expect(new BookLadder(4, BTC).around(quote)).not.toEqual(new BookLadder(3, BTC).around(quote))
  })

  it('changes little from tick to tick while the price stands, and all of it in time', () => {
    const ladder = new BookLadder(3, BTC)
    const at = (atMs: number): ReadonlyMap<number, number> =>
      new Map(levelsOf(ladder.around(quoteOf(BTC, { bidTicks: 640_000, atMs }))))
    let changed = 0
    const ticks = 200
    for (let tick = 1; tick <= ticks; tick += 1) {
      const [before, after] = [at(START_MS + (tick - 1) * 2_000), at(START_MS + tick * 2_000)]
      expect([...after.keys()]).toEqual([...before.keys()])
      for (const [price, size] of after) if (before.get(price) !== size) changed += 1
    }
    const share = changed / (ticks * 2 * LADDER_DEPTH)
    expect(share).toBeGreaterThan(0.02)
    expect(share).toBeLessThan(0.2)
    const [first, last] = [at(START_MS), at(START_MS + 60_000)]
    const kept = [...last].filter(([price, size]) => first.get(price) === size)
    expect(kept.length).toBeLessThan(LADDER_DEPTH / 2)
  })

  it('keeps the levels where they are while the price moves over them', () => {
    const ladder = new BookLadder(3, BTC)
    const before = new Map(ladder.around(quoteOf(BTC, { bidTicks: 640_000 })).bids)
    const after = ladder.around(quoteOf(BTC, { bidTicks: 640_030 })).bids
    const same = after.filter(([price, size]) => before.get(price) === size)
    expect(same.length).toBeGreaterThan(LADDER_DEPTH / 2)
  })
})
