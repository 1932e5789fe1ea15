import { type Candle, type InstrumentId, type Side, TIMEFRAME_MS } from '../domain/index.ts'
import type { CandleStore } from '../market-data/index.ts'

const HOUR_MS = TIMEFRAME_MS['1h']
const MINUTE_MS = TIMEFRAME_MS['1m']

export interface BestPriceQuery {
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly sinceMs: number
  readonly nowMs: number
}

/**
 * Best price for a position of this side from the stored bars that lie wholly within the time: a bar in which the position
 * began may have had its best price before. Undefined where there is none. Old times are read from hours, their edges from
 * minutes.
 */
export function bestStoredPrice(candles: Pick<CandleStore, 'before'>, query: BestPriceQuery): number | undefined {
  const { instrumentId, sinceMs, nowMs, side } = query
  const firstHourMs = Math.ceil(sinceMs / HOUR_MS) * HOUR_MS
  const lastHourMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS
  const bars = [
    ...candles.before(instrumentId, '1m', { beforeMs: firstHourMs, limit: HOUR_MS / MINUTE_MS }),
    ...candles.before(instrumentId, '1h', { limit: Math.max(1, Math.ceil((nowMs - sinceMs) / HOUR_MS)) }),
    ...candles.before(instrumentId, '1m', { limit: Math.max(1, Math.ceil((nowMs - lastHourMs) / MINUTE_MS)) }),
  ]
  return bars
    .filter(({ openTimeMs }) => openTimeMs >= sinceMs)
    .map((bar) => bestOf(bar, side))
    .reduce<number | undefined>((best, price) => betterOf(best, price, side), undefined)
}

/** Highest price of a bar for a long position, lowest for a short one. */
export function bestOf({ high, low }: Pick<Candle, 'high' | 'low'>, side: Side): number {
  return side === 'buy' ? high : low
}

export function betterOf(left: number | undefined, right: number, side: Side): number {
  if (left === undefined) return right
  return side === 'buy' ? Math.max(left, right) : Math.min(left, right)
}
