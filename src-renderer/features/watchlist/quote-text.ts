import type { QuoteView } from '../../../src-contract/index.ts'
import { formatPercentNumber, signTone, UNKNOWN } from '../../ui/index.ts'

/** Change over 24 h of session time as a share of the old price; undefined until that is known. */
export function dayChangeFraction({ last, price24hAgo }: Pick<QuoteView, 'last' | 'price24hAgo'>): number | undefined {
  return price24hAgo === null || price24hAgo === 0 ? undefined : last / price24hAgo - 1
}

export function dayChangeText(quote: QuoteView): string {
  const change = dayChangeFraction(quote)
  return change === undefined ? UNKNOWN : formatPercentNumber(change)
}

export function dayChangeTone(quote: QuoteView): string {
  return signTone(dayChangeFraction(quote) ?? 0)
}

/** Distance of ask and bid in hundredths of a percent of their middle; undefined without both. */
export function spreadBps({ bid, ask }: Pick<QuoteView, 'bid' | 'ask'>): number | undefined {
  if (bid === null || ask === null || bid + ask === 0) return undefined
  return ((ask - bid) / ((ask + bid) / 2)) * 10_000
}
