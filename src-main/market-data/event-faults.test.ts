import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { BOOK_DEPTH, type BookLevel, type Candle, type OrderBook, type Quote, type Trade } from '../domain/index.ts'
import { bookFault, candleFault, quoteFault, tradeFault } from './event-faults.ts'
import { minute, minuteMs, START_MS } from './testing/candles.ts'

const CANDLE: Candle = { openTimeMs: timeMs(START_MS), open: 10, high: 12, low: 9, close: 11, volume: 1 }
const QUOTE: Quote = { timeMs: timeMs(START_MS), bid: 10, bidSize: 1, ask: 10.5, askSize: 2 }
const TRADE: Trade = { timeMs: timeMs(START_MS), price: 10, quantity: 1, takerSide: 'buy' }

describe('candleFault', () => {
  it('takes a sound bar, also one without trades and one without range', () => {
    expect(candleFault(minute(3))).toBeUndefined()
    expect(candleFault({ ...CANDLE, volume: 0 })).toBeUndefined()
    expect(candleFault({ ...CANDLE, open: 10, high: 10, low: 10, close: 10 })).toBeUndefined()
  })

  it.each(['openTimeMs', 'open', 'high', 'low', 'close', 'volume'] as const)(
    'finds %s that is no finite number',
    (key) => {
      for (const value of [Number.NaN, Infinity, -Infinity, undefined]) {
        expect(candleFault({ ...CANDLE, [key]: value })).toBe('notANumber')
      }
    },
  )

  it.each([
    ['low above the open', { low: 10.5 }],
    ['low above the close', { low: 11.5, open: 12 }],
    ['high below the open', { high: 10.5, open: 10.8, close: 10 }],
    ['high below the close', { high: 10.5 }],
    ['high below the low', { high: 8 }],
  ])('finds %s', (_, change) => {
    expect(candleFault({ ...CANDLE, ...change })).toBe('inconsistentPrices')
  })

  it.each([{ low: 0 }, { low: -1 }, { volume: -1 }])('finds a price or volume that cannot be: %o', (change) => {
    expect(candleFault({ ...CANDLE, ...change })).toBe('notPositive')
  })

  it('finds a bar that does not open on a whole minute', () => {
    expect(candleFault({ ...CANDLE, openTimeMs: timeMs(minuteMs(0) + 1) })).toBe('notOnTheMinute')
  })
})

describe('quoteFault', () => {
  it('takes a sound book, also a locked one and one without size', () => {
    expect(quoteFault(QUOTE)).toBeUndefined()
    expect(quoteFault({ ...QUOTE, ask: 10, askSize: 0 })).toBeUndefined()
  })

  it.each([
    [{ bid: Number.NaN }, 'notANumber'],
    [{ askSize: Infinity }, 'notANumber'],
    [{ bid: 0 }, 'notPositive'],
    [{ ask: -1 }, 'notPositive'],
    [{ bidSize: -1 }, 'notPositive'],
    [{ bid: 10.6 }, 'inconsistentPrices'],
  ])('finds %o', (change, fault) => {
    expect(quoteFault({ ...QUOTE, ...change })).toBe(fault)
  })
})

describe('tradeFault', () => {
  it.each([
    [{}, undefined],
    [{ price: Number.NaN }, 'notANumber'],
    [{ price: 0 }, 'notPositive'],
    [{ quantity: 0 }, 'notPositive'],
  ])('finds %o to be %s', (change, fault) => {
    expect(tradeFault({ ...TRADE, ...change })).toBe(fault)
  })
})

describe('bookFault', () => {
  const levels = (count: number, step: number): BookLevel[] =>
    Array.from({ length: count }, (_, index) => [100 + step * (index + 1), 1])
  const BOOK: OrderBook = { timeMs: timeMs(START_MS), bids: levels(3, -1), asks: levels(3, 1) }

  it.each([
    [{}, undefined],
    [{ bids: [], asks: [] }, undefined],
    [{ asks: [] }, undefined],
    [{ bids: [[101, 1]] }, undefined],
    [{ bids: levels(BOOK_DEPTH, -1) }, undefined],
    [{ bids: levels(BOOK_DEPTH + 1, -1) }, 'tooDeep'],
    [{ bids: [[Number.NaN, 1]] }, 'notANumber'],
    [{ asks: [[101, Infinity]] }, 'notANumber'],
    [{ timeMs: Number.NaN }, 'notANumber'],
    [{ bids: [[0, 1]] }, 'notPositive'],
    [{ asks: [[101, 0]] }, 'notPositive'],
    [{ bids: levels(3, -1).toReversed() }, 'notSorted'],
    [{ asks: [...levels(3, 1), [103, 1]] }, 'notSorted'],
    [{ bids: [[101.5, 1]] }, 'inconsistentPrices'],
  ])('finds %o to be %s', (change, fault) => {
    expect(bookFault({ ...BOOK, ...change } as OrderBook)).toBe(fault)
  })
})
