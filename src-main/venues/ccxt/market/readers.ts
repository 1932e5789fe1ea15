import type { OHLCV, OrderBook as CcxtOrderBook, Ticker, Trade as CcxtTrade } from 'ccxt'
import { type TimeMs, timeMs } from '../../../base/index.ts'
import {
  BOOK_DEPTH,
  type BookLevel,
  type Candle,
  type OrderBook,
  type Quote,
  type Trade,
} from '../../../domain/index.ts'

/** What of a ticker is read. */
export type BestPrices = Partial<Pick<Ticker, 'timestamp' | 'bid' | 'bidVolume' | 'ask' | 'askVolume'>>

/** A public trade with the venue's id of it. */
export interface NumberedTrade {
  readonly id: string
  readonly trade: Trade
}

/** @returns undefined for a row that lacks a figure. */
export function readCandle([openTimeMs, open, high, low, close, volume]: OHLCV): Candle | undefined {
  if (openTimeMs === undefined || open === undefined || high === undefined) return undefined
  if (low === undefined || close === undefined) return undefined
  return { openTimeMs: timeMs(openTimeMs), open, high, low, close, volume: volume ?? 0 }
}

/** @returns undefined for one that lacks a figure, its side or its id. */
export function readTrade({ id, timestamp, price, amount, side }: CcxtTrade): NumberedTrade | undefined {
  if (id === undefined || timestamp === undefined || price === undefined || amount === undefined) return undefined
  if (side !== 'buy' && side !== 'sell') return undefined
  return { id, trade: { timeMs: timeMs(timestamp), price, quantity: amount, takerSide: side } }
}

/**
 * @param nowMs when it came, for venues that put no time on their best prices.
 * @returns undefined where one of the sides is empty.
 */
export function readQuote(ticker: BestPrices | undefined, nowMs: TimeMs): Quote | undefined {
  const { timestamp, bid, bidVolume, ask, askVolume } = ticker ?? {}
  if (bid === undefined || ask === undefined) return undefined
  return { timeMs: timeMs(timestamp ?? nowMs), bid, bidSize: bidVolume ?? 0, ask, askSize: askVolume ?? 0 }
}

/** The best levels of each side. @param nowMs when it came, for a snapshot that has no time. */
export function readBook({ timestamp, bids, asks }: CcxtOrderBook, nowMs: TimeMs): OrderBook {
  return { timeMs: timeMs(timestamp ?? nowMs), bids: best(bids), asks: best(asks) }
}

function best(levels: CcxtOrderBook['bids']): BookLevel[] {
  const depth = Math.min(levels.length, BOOK_DEPTH)
  return Array.from({ length: depth }, (_, index) => [
    levels[index]?.[0] ?? Number.NaN,
    levels[index]?.[1] ?? Number.NaN,
  ])
}
