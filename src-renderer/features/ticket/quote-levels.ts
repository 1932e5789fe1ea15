import type { QuoteView } from '../../../src-contract/index.ts'
import { decimalsOf } from '../../ui/index.ts'
import { nearestMultiple } from '../../trading/index.ts'

export type QuoteLevel = 'bid' | 'mid' | 'ask'
export const QUOTE_LEVELS: readonly QuoteLevel[] = ['bid', 'mid', 'ask']

/** Digits below the tick that still decide to which side a middle is rounded. */
const GUARD_DIGITS = 4

/** A level of the quote as price text on the tick; undefined where the quote has no such side. */
export function levelText(quote: QuoteView | undefined, level: QuoteLevel, tickSize: string): string | undefined {
  const price = levelOf(quote, level)
  if (price === undefined || !Number.isFinite(price) || price <= 0) return undefined
  return nearestMultiple(price.toFixed(decimalsOf(tickSize) + GUARD_DIGITS), tickSize)
}

function levelOf(quote: QuoteView | undefined, level: QuoteLevel): number | undefined {
  if (quote === undefined) return undefined
  const { bid, ask } = quote
  if (level === 'bid') return bid ?? undefined
  if (level === 'ask') return ask ?? undefined
  return bid === null || ask === null ? quote.last : (bid + ask) / 2
}
