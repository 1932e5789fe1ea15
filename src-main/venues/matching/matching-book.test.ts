import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, ensureDefined, timeMs } from '../../base/index.ts'
import { type Candle, orderId, quantity, type Quote, type Trade } from '../../domain/index.ts'
import { type OrderWords, TEST_INSTRUMENT, testOrder } from '../testing/orders.ts'
import { MatchingBook } from './matching-book.ts'
import type { Holding, MatchingModel, Outcome } from './matching-model.ts'

const NO_COSTS: MatchingModel = { makerFeeBps: 0, takerFeeBps: 0, slippageBps: 0, maxBookShare: 1, maxVolumeShare: 1 }
const FLAT: Holding = { net: quantity(0) }

function held(net: Decimal.Value): Holding {
  return { net: quantity(net) }
}

function quote(bid: number, ask: number, size = 100): Quote {
  return { timeMs: timeMs(0), bid, bidSize: size, ask, askSize: size }
}

function trade(price: number, size = 100): Trade {
  return { timeMs: timeMs(0), price, quantity: size, takerSide: 'buy' }
}

function bar(prices: { open: number; high: number; low: number; close: number; volume?: number }): Candle {
  return { openTimeMs: timeMs(0), volume: 0, ...prices }
}

/** Fills as text, other outcomes by their kind; phases are left out. */
function words(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.kind === 'phase' || outcome.kind === 'best') return []
    if (outcome.kind !== 'fill') return [`${outcome.kind} ${outcome.orderId}`]
    const { orderId, side, quantity, price, liquidity } = outcome
    return [`${orderId} ${side} ${quantity.toString()} @ ${price.toString()} ${liquidity}`]
  })
}

interface Terms {
  /** Still to be filled. */
  lots: number
  readonly limit: number | undefined
  readonly reduceOnly: boolean
}

/** Every rule that a fill breaks. */
function faultsOf(
  { side, quantity, price }: Extract<Outcome, { kind: 'fill' }>,
  { lots, limit, reduceOnly }: Terms,
  { before, after }: { before: Decimal; after: Decimal },
): string[] {
  const isWorse = limit !== undefined && (side === 'buy' ? price.greaterThan(limit) : price.lessThan(limit))
  const isReducing = after.abs().lessThan(before.abs()) && !before.mul(after).lessThan(0)
  const rules: readonly (readonly [string, boolean])[] = [
    ['overfilled', lots < 0],
    ['off the grid', !quantity.mod('0.1').isZero() || !price.mod('0.5').isZero()],
    ['worse than the limit', isWorse],
    ['reduce-only increased or turned the position', reduceOnly && !isReducing],
  ]
  return rules.filter(([, isBroken]) => isBroken).map(([rule]) => rule)
}

function bookWith(...orders: readonly OrderWords[]): MatchingBook {
  const book = new MatchingBook(TEST_INSTRUMENT, NO_COSTS)
  for (const order of orders) book.submit(testOrder(order), FLAT)
  return book
}

describe('MatchingBook on quotes and trades', () => {
  it('fills a market order at once against the newest quote', () => {
    const book = new MatchingBook(TEST_INSTRUMENT, NO_COSTS)
    book.handleQuote(quote(100, 100.5), FLAT)
    expect(words(book.submit(testOrder(), FLAT))).toEqual(['order-1 buy 1 @ 100.5 taker'])
    expect(book.isEmpty).toBe(true)
  })

  it('waits for the first quote when there is none', () => {
    const book = bookWith({ side: 'sell' })
    expect(words(book.handleQuote(quote(100, 100.5), FLAT))).toEqual(['order-1 sell 1 @ 100 taker'])
  })

  it('takes only its share of the displayed size and the rest from later quotes', () => {
    const book = new MatchingBook(TEST_INSTRUMENT, { ...NO_COSTS, maxBookShare: 0.5 })
    book.submit(testOrder({ quantity: '1.2' }), FLAT)
    expect(words(book.handleQuote(quote(100, 100.5, 1), FLAT))).toEqual(['order-1 buy 0.5 @ 100.5 taker'])
    expect(words(book.handleQuote(quote(100, 101, 1), FLAT))).toEqual(['order-1 buy 0.5 @ 101 taker'])
    expect(words(book.handleQuote(quote(100, 101, 0.1), FLAT))).toEqual(['order-1 buy 0.1 @ 101 taker'])
    expect(words(book.handleQuote(quote(100, 101, 5), FLAT))).toEqual(['order-1 buy 0.1 @ 101 taker'])
  })

  it('shares one quote among all orders, also those submitted after it', () => {
    const book = new MatchingBook(TEST_INSTRUMENT, { ...NO_COSTS, maxBookShare: 0.5 })
    book.handleQuote(quote(100, 100.5, 2), FLAT)
    expect(words(book.submit(testOrder({ id: 'a', quantity: '0.8' }), FLAT))).toEqual(['a buy 0.8 @ 100.5 taker'])
    expect(words(book.submit(testOrder({ id: 'b', quantity: '0.8' }), FLAT))).toEqual(['b buy 0.2 @ 100.5 taker'])
    expect(words(book.submit(testOrder({ id: 'c', quantity: '0.8' }), FLAT))).toEqual([])
  })

  it('makes a taker price worse by the slippage, rounded to the tick, and charges both kinds of fee', () => {
    const model = { ...NO_COSTS, slippageBps: 10, takerFeeBps: 5, makerFeeBps: -1 }
    const book = new MatchingBook(TEST_INSTRUMENT, model)
    book.handleQuote(quote(1000, 1000.5), FLAT)
    const [fill] = book.submit(testOrder({ quantity: '2' }), FLAT)
    expect(fill).toMatchObject({ price: new Decimal('1002'), fee: new Decimal('1.002') })
    book.submit(testOrder({ id: 'rest', limit: '999' }), FLAT)
    const made = book.handleQuote(quote(998, 998.5), FLAT).find((outcome) => outcome.kind === 'fill')
    expect(made).toMatchObject({ price: new Decimal('999'), fee: new Decimal('-0.0999'), liquidity: 'maker' })
  })

  it('never lets slippage pass the limit', () => {
    const book = new MatchingBook(TEST_INSTRUMENT, { ...NO_COSTS, slippageBps: 100 })
    book.handleQuote(quote(1000, 1000.5), FLAT)
    expect(words(book.submit(testOrder({ limit: '1002' }), FLAT))).toEqual(['order-1 buy 1 @ 1002 taker'])
  })

  it('rests a limit until the other side comes to it, then fills it at its own price', () => {
    const book = bookWith()
    book.handleQuote(quote(100, 100.5), FLAT)
    expect(words(book.submit(testOrder({ limit: '99' }), FLAT))).toEqual([])
    expect(words(book.handleQuote(quote(99, 99.5), FLAT))).toEqual([])
    expect(words(book.handleQuote(quote(98, 98.5), FLAT))).toEqual(['order-1 buy 1 @ 99 maker'])
  })

  it('fills a resting limit only when a trade goes through it by a tick', () => {
    const book = bookWith()
    book.handleQuote(quote(100, 100.5), FLAT)
    book.submit(testOrder({ side: 'sell', limit: '101' }), FLAT)
    expect(words(book.handleTrade(trade(101), FLAT))).toEqual([])
    expect(words(book.handleTrade(trade(101.5, 0.4), FLAT))).toEqual(['order-1 sell 0.4 @ 101 maker'])
    expect(words(book.handleTrade(trade(101.5), FLAT))).toEqual(['order-1 sell 0.6 @ 101 maker'])
  })

  it('expires what an immediate-or-cancel limit cannot fill at once', () => {
    const book = bookWith()
    book.handleQuote(quote(100, 100.5, 0.3), FLAT)
    const outcomes = book.submit(testOrder({ limit: '101', timeInForce: 'IOC' }), FLAT)
    expect(words(outcomes)).toEqual(['order-1 buy 0.3 @ 100.5 taker', 'expire order-1'])
    expect(book.isEmpty).toBe(true)
  })

  it('triggers a stop on a trade and fills it from the next quote, not from the old one', () => {
    const book = bookWith()
    book.handleQuote(quote(100, 100.5), FLAT)
    book.submit(testOrder({ side: 'sell', trigger: '98' }), FLAT)
    expect(book.handleTrade(trade(98), FLAT)).toEqual([{ kind: 'phase', orderId: 'order-1', phase: 'taking' }])
    expect(words(book.handleQuote(quote(97, 97.5), FLAT))).toEqual(['order-1 sell 1 @ 97 taker'])
  })

  it('is not triggered by a spread that widens', () => {
    const book = bookWith()
    book.handleQuote(quote(100, 100.5), FLAT)
    book.submit(testOrder({ side: 'sell', trigger: '98' }), FLAT)
    expect(words(book.handleQuote(quote(95, 100.5), FLAT))).toEqual([])
    expect(words(book.handleQuote(quote(96, 97), FLAT))).toEqual(['order-1 sell 1 @ 96 taker'])
  })

  it('triggers a stop at once when the price is already beyond it', () => {
    const book = bookWith()
    book.handleTrade(trade(97), FLAT)
    book.handleQuote(quote(96.5, 97), FLAT)
    expect(words(book.submit(testOrder({ side: 'sell', trigger: '98' }), FLAT))).toEqual([
      'order-1 sell 1 @ 96.5 taker',
    ])
  })

  it('ignores bars once it has seen quotes', () => {
    const book = bookWith()
    book.handleQuote(quote(100, 100.5), FLAT)
    book.submit(testOrder({ limit: '99' }), FLAT)
    expect(book.handleCandle(bar({ open: 100, high: 100, low: 90, close: 95 }), FLAT)).toEqual([])
  })
})

describe('MatchingBook reduce-only', () => {
  it('caps the fill at the position and cancels the rest', () => {
    const book = bookWith()
    book.handleQuote(quote(100, 100.5), FLAT)
    const outcomes = book.submit(testOrder({ side: 'sell', quantity: '3', reduceOnly: true }), held(1))
    expect(words(outcomes)).toEqual(['order-1 sell 1 @ 100 taker', 'cancel order-1'])
  })

  it('cancels when it would trade and there is nothing to reduce', () => {
    const book = bookWith({ side: 'sell', limit: '101', reduceOnly: true })
    expect(words(book.handleQuote(quote(102, 102.5), held(-1)))).toEqual(['cancel order-1'])
  })

  it('follows the position from fill to fill inside one event', () => {
    const book = bookWith({ id: 'a', side: 'sell', reduceOnly: true }, { id: 'b', side: 'sell', reduceOnly: true })
    expect(words(book.handleQuote(quote(100, 100.5), held(1)))).toEqual(['a sell 1 @ 100 taker', 'cancel b'])
  })
})

describe('MatchingBook on bars alone', () => {
  it('fills a market order at the open of the next bar', () => {
    const book = bookWith({})
    expect(words(book.handleCandle(bar({ open: 100, high: 105, low: 95, close: 102 }), FLAT))).toEqual([
      'order-1 buy 1 @ 100 taker',
    ])
  })

  it('fills a limit at its price when the bar trades through it, not when it only touches', () => {
    const book = bookWith({ limit: '98' })
    expect(words(book.handleCandle(bar({ open: 100, high: 101, low: 98, close: 100 }), FLAT))).toEqual([])
    expect(words(book.handleCandle(bar({ open: 100, high: 101, low: 97.5, close: 100 }), FLAT))).toEqual([
      'order-1 buy 1 @ 98 maker',
    ])
  })

  it('gives a limit the open when the bar opens beyond it', () => {
    const book = bookWith({ side: 'sell', limit: '98' })
    book.handleCandle(bar({ open: 97, high: 97.5, low: 96, close: 97 }), FLAT)
    expect(words(book.handleCandle(bar({ open: 103, high: 104, low: 102, close: 103 }), FLAT))).toEqual([
      'order-1 sell 1 @ 103 maker',
    ])
  })

  it('fills a stop at its trigger, or at the open when the bar gaps over it', () => {
    const inside = bookWith({ side: 'sell', trigger: '98' })
    expect(words(inside.handleCandle(bar({ open: 100, high: 101, low: 97, close: 99 }), FLAT))).toEqual([
      'order-1 sell 1 @ 98 taker',
    ])
    const gapped = bookWith({ side: 'sell', trigger: '98' })
    expect(words(gapped.handleCandle(bar({ open: 95, high: 97, low: 94, close: 96 }), FLAT))).toEqual([
      'order-1 sell 1 @ 95 taker',
    ])
  })

  it('adds slippage to stops and market orders', () => {
    const book = new MatchingBook(TEST_INSTRUMENT, { ...NO_COSTS, slippageBps: 100 })
    book.submit(testOrder({ side: 'sell', trigger: '98' }), FLAT)
    expect(words(book.handleCandle(bar({ open: 100, high: 101, low: 97, close: 99 }), FLAT))).toEqual([
      'order-1 sell 1 @ 97 taker',
    ])
  })

  it('assumes the stop before the target when a bar reaches both', () => {
    const book = bookWith(
      { id: 'target', side: 'sell', limit: '105', reduceOnly: true },
      { id: 'stop', side: 'sell', trigger: '95', reduceOnly: true },
    )
    const outcomes = book.handleCandle(bar({ open: 100, high: 110, low: 90, close: 108 }), held(1))
    expect(words(outcomes)).toEqual(['stop sell 1 @ 95 taker', 'cancel target'])
  })

  it('checks a working stop against the very bar in which its entry fills, and not the target', () => {
    const book = bookWith(
      { id: 'entry', limit: '98' },
      { id: 'target', side: 'sell', limit: '105', reduceOnly: true },
      { id: 'stop', side: 'sell', trigger: '95', reduceOnly: true },
    )
    const both = book.handleCandle(bar({ open: 100, high: 110, low: 90, close: 108 }), FLAT)
    expect(words(both)).toEqual(['entry buy 1 @ 98 maker', 'stop sell 1 @ 95 taker'])
  })

  it('fills no more than its share of the volume in one bar; without volume there is no cap', () => {
    const book = new MatchingBook(TEST_INSTRUMENT, { ...NO_COSTS, maxVolumeShare: 0.1 })
    book.submit(testOrder({ quantity: '1' }), FLAT)
    const flat = { open: 100, high: 100, low: 100, close: 100 }
    expect(words(book.handleCandle(bar({ ...flat, volume: 4 }), FLAT))).toEqual(['order-1 buy 0.4 @ 100 taker'])
    expect(words(book.handleCandle(bar(flat), FLAT))).toEqual(['order-1 buy 0.6 @ 100 taker'])
  })

  it('expires an immediate-or-cancel limit that the open does not reach', () => {
    const book = bookWith({ limit: '98', timeInForce: 'IOC' })
    expect(words(book.handleCandle(bar({ open: 100, high: 101, low: 90, close: 95 }), FLAT))).toEqual([
      'expire order-1',
    ])
  })
})

describe('MatchingBook always', () => {
  it('takes a cancelled order out and says whether it was there', () => {
    const book = bookWith({ limit: '98' })
    expect(book.cancel(orderId('order-1'))).toBe(true)
    expect(book.cancel(orderId('order-1'))).toBe(false)
    expect(book.isEmpty).toBe(true)
  })

  it('goes on with a restored order as if nothing had happened', () => {
    const book = new MatchingBook(TEST_INSTRUMENT, NO_COSTS, 100)
    const standing = { remaining: quantity('1.5'), phase: 'taking' as const, bestPrice: undefined }
    book.restore(testOrder({ side: 'sell', trigger: '98', quantity: '2' }), standing)
    expect(book.lastPrice).toBe(100)
    expect(words(book.handleQuote(quote(99, 99.5), FLAT))).toEqual(['order-1 sell 1.5 @ 99 taker'])
  })

  it('fills on the grid, never more than ordered, never worse than the limit, never flips by reduce-only', () => {
    const order = fc.record({
      side: fc.constantFrom('buy' as const, 'sell' as const),
      kind: fc.constantFrom('market', 'limit', 'stop'),
      lots: fc.integer({ min: 1, max: 50 }),
      ticks: fc.integer({ min: 180, max: 220 }),
      timeInForce: fc.constantFrom('GTC' as const, 'IOC' as const),
      reduceOnly: fc.boolean(),
    })
    const path = fc.array(
      fc.record({ ticks: fc.integer({ min: 180, max: 220 }), size: fc.integer({ min: 0, max: 30 }) }),
    )
    fc.assert(
      fc.property(fc.array(order, { maxLength: 8 }), path, fc.boolean(), (orders, moves, isQuoted) => {
        const book = new MatchingBook(TEST_INSTRUMENT, { ...NO_COSTS, slippageBps: 7, maxBookShare: 0.3 })
        const terms = new Map<string, Terms>()
        let net = new Decimal(0)
        const check = (outcomes: readonly Outcome[]) => {
          for (const outcome of outcomes) {
            if (outcome.kind !== 'fill') continue
            const term = ensureDefined(terms.get(outcome.orderId), 'order of the fill')
            const before = net
            net = outcome.side === 'buy' ? net.plus(outcome.quantity) : net.minus(outcome.quantity)
            term.lots -= outcome.quantity.mul(10).toNumber()
            expect(faultsOf(outcome, term, { before, after: net })).toEqual([])
          }
        }
        for (const [index, { kind, lots, ticks, ...rest }] of orders.entries()) {
          const id = `o${index}`
          const text = (ticks / 2).toString()
          terms.set(id, { lots, limit: kind === 'limit' ? ticks / 2 : undefined, reduceOnly: rest.reduceOnly })
          const prices = kind === 'limit' ? { limit: text } : kind === 'stop' ? { trigger: text } : {}
          const request = testOrder({ id, ...rest, ...prices, quantity: (lots / 10).toString() })
          check(book.submit(request, held(net)))
        }
        for (const { ticks, size } of moves) {
          const open = ticks / 2
          if (isQuoted) check(book.handleTrade(trade(open, size / 10), held(net)))
          if (isQuoted) check(book.handleQuote(quote(open, open + 0.5, size / 10), held(net)))
          else
            check(
              book.handleCandle(bar({ open, high: open + 3, low: open - 3, close: open + 1, volume: size }), held(net)),
            )
        }
      }),
    )
  })
})
