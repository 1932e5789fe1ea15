import type { Candle, Quote, Trade } from '../domain/index.ts'
import { MINUTE_MS } from './minutes.ts'

/** Why an event of a venue cannot be used. */
export type EventFault =
  | 'unknownInstrument'
  | 'notANumber'
  | 'notPositive'
  | 'inconsistentPrices'
  | 'notOnTheMinute'
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
