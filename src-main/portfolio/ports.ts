import type { Decimal, TimeMs } from '../base/index.ts'
import type { Candle, Instrument, InstrumentId, Timeframe } from '../domain/index.ts'

/** What one currency is worth in another. */
export interface CurrencyConverter {
  /** Units of `to` for one unit of `from` at that moment; undefined where no price is known. */
  rate(from: string, to: string, timeMs: TimeMs): Decimal | undefined
}

/** Finds the venue's rules of an instrument; undefined where it is not known. */
export type InstrumentLookup = (instrumentId: InstrumentId) => Instrument | undefined

/** Stored bars. */
export interface BarReader {
  /** The newest bars that open before that time, oldest first. */
  before(
    instrumentId: InstrumentId,
    timeframe: Timeframe,
    page: { readonly beforeMs: number; readonly limit: number },
  ): readonly Candle[]
}
