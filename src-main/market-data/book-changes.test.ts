import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import type { BookLevel, OrderBook } from '../domain/index.ts'
import { bookChanges } from './book-changes.ts'

const falling = ([left]: BookLevel, [right]: BookLevel): number => right - left
const side = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 3 })), { maxLength: 8 })
  .map((levels): BookLevel[] => Array.from(new Map(levels)))
const book = fc.tuple(side, side).map(
  ([bids, asks]): OrderBook => ({
    timeMs: timeMs(1),
    bids: bids.toSorted(falling),
    asks: asks.toSorted(falling).toReversed(),
  }),
)

/** A side after changes: a quantity of 0 takes a level away. */
function applied(levels: readonly BookLevel[], changes: readonly BookLevel[]): BookLevel[] {
  return [...new Map([...levels, ...changes])].filter(([, quantity]) => quantity > 0).toSorted(falling)
}

describe('changes of a book', () => {
  it('turn the former book into the new one, name nothing that is the same, and keep the order of a book', () => {
    fc.assert(
      fc.property(book, book, (before, after) => {
        const changes = bookChanges(before, after) ?? { bids: [], asks: [] }
        expect(applied(before.bids, changes.bids)).toEqual(after.bids)
        expect(applied(before.asks, changes.asks).toReversed()).toEqual(after.asks)
        const same = new Map(before.bids)
        expect(changes.bids.filter(([price, quantity]) => same.get(price) === quantity)).toEqual([])
        expect(changes.bids.toSorted(falling)).toEqual(changes.bids)
        expect(changes.asks.toSorted(falling).toReversed()).toEqual(changes.asks)
      }),
    )
  })

  it('are none where nothing differs but the time', () => {
    const before: OrderBook = { timeMs: timeMs(1), bids: [[1, 1]], asks: [[2, 1]] }
    expect(bookChanges(before, { ...before, timeMs: timeMs(2) })).toBeUndefined()
  })

  it('have the time of the new book', () => {
    const before: OrderBook = { timeMs: timeMs(1), bids: [[1, 1]], asks: [] }
    expect(bookChanges(before, { timeMs: timeMs(2), bids: [], asks: [] })).toEqual({
      timeMs: 2,
      bids: [[1, 0]],
      asks: [],
    })
  })
})
