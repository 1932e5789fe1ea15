import type { Candle } from '../domain/index.ts'
import type { BarMark, StoredPriceAlert } from './alert-ports.ts'

/** What is known of the market when somebody begins to wait for a price. */
export interface WaitStart {
  readonly direction: 'above' | 'below'
  /** Session time. */
  readonly nowMs: number
  readonly forming: Candle | undefined
}

const MINUTE_MS = 60_000

/** Where the bars that count begin, and how far the first of them had gone by then. */
export function barMark({ direction, nowMs, forming }: WaitStart): BarMark {
  if (!forming) return { openTimeMs: Math.floor(nowMs / MINUTE_MS) * MINUTE_MS, extreme: null }
  return { openTimeMs: forming.openTimeMs, extreme: extremeOf(direction, forming) }
}

/** Whether this price is the one waited for, or beyond it. */
export function isReachedBy({ view }: StoredPriceAlert, price: number): boolean {
  return isAtOrBeyond(view.direction, { price, level: Number(view.price) })
}

/**
 * Whether the price waited for lies within what the bar has seen since the wait began; the bar may be forming or
 * closed. Of the bar in which the wait began only what it reached later counts.
 */
export function isReachedWithin({ view, since }: StoredPriceAlert, candle: Candle): boolean {
  if (candle.openTimeMs < since.openTimeMs) return false
  const level = Number(view.price)
  const price = extremeOf(view.direction, candle)
  if (!isAtOrBeyond(view.direction, { price, level })) return false
  if (candle.openTimeMs > since.openTimeMs || since.extreme === null) return true
  // It had been there before, so only a price still further out shows that it came back.
  const wasThere = isAtOrBeyond(view.direction, { price: since.extreme, level })
  return !wasThere || price !== since.extreme
}

/** The price of a bar that is furthest on the way. */
export function extremeOf(direction: 'above' | 'below', candle: Candle): number {
  return direction === 'above' ? candle.high : candle.low
}

function isAtOrBeyond(direction: 'above' | 'below', { price, level }: { price: number; level: number }): boolean {
  return direction === 'above' ? price >= level : price <= level
}
