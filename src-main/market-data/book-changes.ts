import type { BookLevel, OrderBook } from '../domain/index.ts'

/**
 * The levels by which `after` differs from `before`, each with its quantity of now; 0 for one that is gone. Both sides
 * keep the order of a book. Undefined where no level differs.
 */
export function bookChanges(before: OrderBook, after: OrderBook): OrderBook | undefined {
  const bids = sideChanges(before.bids, after.bids).toSorted(([left], [right]) => right - left)
  const asks = sideChanges(before.asks, after.asks).toSorted(([left], [right]) => left - right)
  return bids.length + asks.length === 0 ? undefined : { timeMs: after.timeMs, bids, asks }
}

function sideChanges(before: readonly BookLevel[], after: readonly BookLevel[]): BookLevel[] {
  const left = new Map(before)
  const changes: BookLevel[] = []
  for (const level of after) {
    const [price, quantity] = level
    if (left.get(price) !== quantity) changes.push(level)
    left.delete(price)
  }
  for (const price of left.keys()) changes.push([price, 0])
  return changes
}
