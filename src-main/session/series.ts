import { type Candle, type InstrumentId, type Timeframe, TIMEFRAME_MS } from '../domain/index.ts'

/** Bars of one length of one instrument. */
export interface Series {
  readonly instrumentId: InstrumentId
  readonly timeframe: Timeframe
}

/** True where minutes are missing inside the bar, or bars between it and the one before. */
export function isAfterGap(previous: Candle | undefined, candle: Candle, timeframe: Timeframe): boolean {
  if (candle.gap === true) return true
  return previous !== undefined && candle.openTimeMs > previous.openTimeMs + TIMEFRAME_MS[timeframe]
}
