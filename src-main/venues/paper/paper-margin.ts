import { toFloat } from '../../base/index.ts'
import type { InstrumentId } from '../../domain/index.ts'
import type { PaperBooks } from './paper-books.ts'
import { type PaperOrder, remainingQuantity } from './paper-order.ts'
import { referencePrice } from './order-check.ts'

export interface MarginSituation {
  readonly books: PaperBooks
  readonly openOrders: readonly PaperOrder[]
  readonly lastPriceOf: (instrumentId: InstrumentId) => number | undefined
  readonly leverage: number
}

/**
 * Cash plus open profit, less the initial margin of positions and of working orders that are not reduce-only (each counted
 * in full, which is on the safe side). Account currency; float64, because nothing is booked from it.
 */
export function freeMargin({ books, openOrders, lastPriceOf, leverage }: MarginSituation): number {
  let equity = toFloat(books.cash)
  let exposure = 0
  for (const { instrumentId, quantity, entryPrice } of books.positions) {
    const size = toFloat(quantity)
    const entry = toFloat(entryPrice)
    const mark = lastPriceOf(instrumentId) ?? entry
    equity += size * (mark - entry)
    exposure += Math.abs(size) * mark
  }
  for (const order of openOrders) {
    if (order.request.reduceOnly) continue
    const lastPrice = lastPriceOf(order.request.instrumentId)
    exposure += toFloat(remainingQuantity(order)) * referencePrice(order.request, { lastPrice })
  }
  return equity - exposure / leverage
}
