import { SeededRandom, timeMs } from '../../base/index.ts'
import { type Candle, type InstrumentId, parseInstrumentId } from '../../domain/index.ts'
import { MINUTE_MS } from '../minutes.ts'

export const BTC: InstrumentId = parseInstrumentId('fake:BTC-PERP')
export const ETH: InstrumentId = parseInstrumentId('fake:ETH-PERP')

/** A Monday at midnight UTC. */
export const START_MS = Date.UTC(2026, 0, 5)

/** Open time of the `index`-th minute after {@link START_MS}. */
export function minuteMs(index: number): number {
  return START_MS + index * MINUTE_MS
}

/** The bar of that minute; its prices follow from the index and the seed alone. */
export function minute(index: number, seed = 1): Candle {
  const random = new SeededRandom(seed * 1_000_003 + index)
  const open = 100 + 10 * random.next()
  const close = 100 + 10 * random.next()
  return {
    openTimeMs: timeMs(minuteMs(index)),
    open,
    high: Math.max(open, close) + random.next(),
    low: Math.min(open, close) - random.next(),
    close,
    volume: Math.round(1000 * random.next()) / 100,
  }
}

/** Bars of the minutes from `from` up to and not including `to`. */
export function minutes(from: number, to: number): Candle[] {
  return Array.from({ length: to - from }, (_, offset) => minute(from + offset))
}
