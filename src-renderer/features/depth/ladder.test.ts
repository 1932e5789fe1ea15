import { describe, expect, it } from 'vitest'
import { Book } from './book.ts'
import { bidShare, type LadderQuestion, ladderOf } from './ladder.ts'
import { priceGrid } from './price-groups.ts'

function bookOf(bids: [number, number][], asks: [number, number][]): Book {
  const book = new Book()
  book.replace({ timeMs: 1, bids, asks })
  return book
}

const book = bookOf(
  [
    [99.9, 1],
    [99.8, 2],
    [99.4, 4],
  ],
  [
    [100.1, 3],
    [100.9, 8],
  ],
)
const ladder = (change: Partial<LadderQuestion> = {}) =>
  ladderOf({ book, grid: priceGrid('0.1', 5), rows: 3, own: [], ticketPrice: undefined, ...change })

describe('a ladder', () => {
  it('has both sides from the best price outwards, with the quantities of each group', () => {
    const { asks, bids, spread } = ladder()
    expect(asks.map(({ price, quantity }) => [price, quantity])).toEqual([
      ['100.5', 3],
      ['101.0', 8],
      ['101.5', 0],
    ])
    expect(bids.map(({ price, quantity }) => [price, quantity])).toEqual([
      ['99.5', 3],
      ['99.0', 4],
      ['98.5', 0],
    ])
    expect(spread).toBeCloseTo(0.2, 9)
  })

  it('measures its bars by the largest quantity in sight', () => {
    expect(ladder().bids.map(({ share }) => share)).toEqual([0.375, 0.5, 0])
    expect(ladder({ rows: 1 }).asks.map(({ share }) => share)).toEqual([1])
  })

  it('marks own orders at their group, with what is open of them', () => {
    const own = [
      { side: 'buy', price: 99.2, quantity: 1 },
      { side: 'buy', price: 99.4, quantity: 2 },
      { side: 'sell', price: 101.3, quantity: 5 },
    ] as const
    expect(ladder({ own }).bids[1]?.own).toEqual({ side: 'buy', quantity: 3 })
    expect(ladder({ own }).asks.map((row) => row.own)).toEqual([undefined, undefined, { side: 'sell', quantity: 5 }])
  })

  it('marks the price of the ticket', () => {
    expect(ladder({ ticketPrice: 99.1 }).bids.map(({ marked }) => marked)).toEqual([false, true, false])
  })

  it('ends at zero, and is empty where nobody stands', () => {
    const low = ladderOf({
      book: bookOf([[0.2, 1]], []),
      grid: priceGrid('0.1', 1),
      rows: 3,
      own: [],
      ticketPrice: undefined,
    })
    expect(low.bids.map(({ price }) => price)).toEqual(['0.2', '0.1', ''])
    expect(low.asks.map(({ price }) => price)).toEqual(['', '', ''])
    expect(low.spread).toBeUndefined()
  })
})

describe('the weight of both sides', () => {
  it('counts what stands near the middle', () => {
    const near = bookOf(
      [
        [9_999, 3],
        [9_000, 100],
      ],
      [
        [10_001, 1],
        [11_000, 100],
      ],
    )
    expect(bidShare(near)).toBe(0.75)
  })

  it('is not known without both sides', () => {
    expect(bidShare(bookOf([[1, 1]], []))).toBeUndefined()
  })
})
