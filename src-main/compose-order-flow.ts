import type { BookView, TradeView } from '../src-contract/index.ts'
import type { OrderBook } from './domain/index.ts'
import type { TapedTrade } from './market-data/index.ts'

/** A public trade as the interface shows it. */
export function tradeView({ tradeSeq, timeMs, price, quantity, takerSide }: TapedTrade): TradeView {
  return { tradeSeq, timeMs, price, quantity, takerSide }
}

/** A book, or the levels of it that changed, as the interface shows them. */
export function bookView({ timeMs, bids, asks }: OrderBook): BookView {
  return { timeMs, bids: bids.map(([...level]) => level), asks: asks.map(([...level]) => level) }
}
