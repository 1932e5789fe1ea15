import { BOOK_DEPTH, type BookLevel, type Candle, type OrderBook, type Quote, type Trade } from '../domain/index.ts'
import { MINUTE_MS } from './minutes.ts'

/** Why an event of a venue cannot be used. */
export type EventFault =
  | 'unknownInstrument'
  | 'notANumber'
  | 'notPositive'
  | 'inconsistentPrices'
  | 'notOnTheMinute'
  | 'notSorted'
  | 'tooDeep'
  | 'notNewer'

/** What is wrong with the bar itself, if anything. */
export function candleFault(candle: Candle): EventFault | undefined {
  const { openTimeMs, open, high, low, close, volume } = candle
  if (!Number.isFinite(open + high + low + close + volume + openTimeMs)) return 'notANumber'
  if (low <= 0 || volume < 0 || openTimeMs < 0) return 'notPositive'
  if (low > open || low > close || high < open || high < close) return 'inconsistentPrices'
  return openTimeMs % MINUTE_MS === 0 ? undefined : 'notOnTheMinute'
}

/** A book whose bid stands above its ask is no book; equal ones happen on real venues. */
export function quoteFault({ timeMs, bid, bidSize, ask, askSize }: Quote): EventFault | undefined {
  if (!Number.isFinite(timeMs + bid + bidSize + ask + askSize)) return 'notANumber'
  if (bid <= 0 || ask <= 0 || bidSize < 0 || askSize < 0) return 'notPositive'
  return bid > ask ? 'inconsistentPrices' : undefined
}

export function tradeFault({ timeMs, price, quantity }: Trade): EventFault | undefined {
  if (!Number.isFinite(timeMs + price + quantity)) return 'notANumber'
  return price <= 0 || quantity <= 0 ? 'notPositive' : undefined
}

export function markFault({
  timeMs,
  markPrice,
}: {
  readonly timeMs: number
  readonly markPrice: number
}): EventFault | undefined {
  if (!Number.isFinite(timeMs + markPrice)) return 'notANumber'
  return markPrice <= 0 ? 'notPositive' : undefined
}

/** Levels from the best price away, of a book that is not crossed. */
export function bookFault({ timeMs, bids, asks }: OrderBook): EventFault | undefined {
  const levels = [...bids, ...asks]
  if (!Number.isFinite(timeMs) || !levels.flat().every(Number.isFinite)) return 'notANumber'
  if (levels.some(([price, quantity]) => price <= 0 || quantity <= 0)) return 'notPositive'
  if (Math.max(bids.length, asks.length) > BOOK_DEPTH) return 'tooDeep'
  if (!isSorted(bids, -1) || !isSorted(asks, 1)) return 'notSorted'
  return (bids[0]?.[0] ?? 0) > (asks[0]?.[0] ?? Infinity) ? 'inconsistentPrices' : undefined
}

function isSorted(levels: readonly BookLevel[], direction: 1 | -1): boolean {
  return levels.every(([price], index) => {
    const before = levels[index - 1]
    return before === undefined || (price - before[0]) * direction > 0
  })
}
