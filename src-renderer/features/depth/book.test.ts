import { describe, expect, it } from 'vitest'
import { Book } from './book.ts'

describe('a book', () => {
  it('takes levels, changes them and takes them away', () => {
    const book = new Book()
    expect([book.isEmpty, book.bestBid, book.bestAsk]).toEqual([true, undefined, undefined])
    book.replace({
      timeMs: 1,
      bids: [
        [100, 1],
        [99, 2],
      ],
      asks: [
        [101, 3],
        [102, 4],
      ],
    })
    book.apply({
      timeMs: 2,
      bids: [
        [100, 0],
        [98, 5],
      ],
      asks: [[101, 7]],
    })
    expect([...book.bids]).toEqual([
      [99, 2],
      [98, 5],
    ])
    expect([...book.asks]).toEqual([
      [101, 7],
      [102, 4],
    ])
    expect([book.bestBid, book.bestAsk]).toEqual([99, 101])
  })

  it('forgets everything when a new one comes', () => {
    const book = new Book()
    book.replace({ timeMs: 1, bids: [[100, 1]], asks: [] })
    book.replace({ timeMs: 2, bids: [], asks: [[50, 1]] })
    expect([book.bids.size, book.bestAsk]).toEqual([0, 50])
  })
})
