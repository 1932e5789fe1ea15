import type { OrderBook, Ticker, Trade } from 'ccxt'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../../../base/index.ts'
import { BOOK_DEPTH } from '../../../domain/index.ts'
import { readBook, readCandle, readQuote, readTrade } from './readers.ts'

const NOW_MS = timeMs(9_000)

describe('what ccxt gives', () => {
  it('is a bar where no price is missing', () => {
    expect(readCandle([60_000, 1, 3, 0.5, 2, 10])).toEqual({
      openTimeMs: 60_000,
      open: 1,
      high: 3,
      low: 0.5,
      close: 2,
      volume: 10,
    })
    expect(readCandle([60_000, 1, 3, 0.5, 2, undefined])?.volume).toBe(0)
    expect(readCandle([60_000, 1, 3, 0.5, undefined, 10])).toBeUndefined()
    expect(readCandle([undefined, 1, 3, 0.5, 2, 10])).toBeUndefined()
  })

  it('is a trade where it has an id, a time, a price, an amount and a side', () => {
    const trade = { id: '7', timestamp: 5, price: 100, amount: 2, side: 'sell' } as Trade
    expect(readTrade(trade)).toEqual({ id: '7', trade: { timeMs: 5, price: 100, quantity: 2, takerSide: 'sell' } })
    for (const field of ['id', 'timestamp', 'price', 'amount', 'side'])
      expect(readTrade({ ...trade, [field]: undefined })).toBeUndefined()
  })

  it('is a quote where both sides have a price, of its own time or of when it came', () => {
    const ticker = { timestamp: 5, bid: 99, bidVolume: 1, ask: 101, askVolume: 2 } as Ticker
    expect(readQuote(ticker, NOW_MS)).toEqual({ timeMs: 5, bid: 99, bidSize: 1, ask: 101, askSize: 2 })
    expect(readQuote({ ...ticker, timestamp: undefined }, NOW_MS)?.timeMs).toBe(NOW_MS)
    expect(readQuote({ ...ticker, bid: undefined }, NOW_MS)).toBeUndefined()
    expect(readQuote(undefined, NOW_MS)).toBeUndefined()
  })

  it('is a book with its best levels, of its own time or of when it came', () => {
    const bids = Array.from({ length: BOOK_DEPTH + 5 }, (_, index) => [100 - index, 1] as [number, number])
    const book = { timestamp: undefined, bids, asks: [[101, 3]] } as unknown as OrderBook
    const read = readBook(book, NOW_MS)
    expect([read.timeMs, read.bids.length, read.bids[0], read.asks]).toEqual([NOW_MS, BOOK_DEPTH, [100, 1], [[101, 3]]])
    bids[0] = [0, 0]
    // ccxt goes on to change the levels that it gave.
    expect(read.bids[0]).toEqual([100, 1])
  })
})
