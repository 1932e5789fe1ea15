import type { AlertView, PriceAlertView } from '../../src-contract/index.ts'
import type { Candle, Instrument, InstrumentId } from '../domain/index.ts'

/**
 * What happened to an alert.
 * - `raised`: its cause came for the first time, or again.
 * - `resolved`: its cause is gone.
 * - `acknowledged`: somebody has seen it.
 * - `restored`: an earlier run of the engine left it.
 * - `dropped`: it is old and resolved and is not kept any more.
 */
export interface AlertChange {
  readonly kind: 'raised' | 'resolved' | 'acknowledged' | 'restored' | 'dropped'
  readonly alert: AlertView
}

/** The market as price alerts see it; times and bars are of the session. */
export interface PriceAlertMarket {
  /** @throws EngineError `UNKNOWN_INSTRUMENT`. */
  instrument(instrumentId: string): Instrument
  /** Newest price known; undefined before the first. */
  lastPrice(instrumentId: InstrumentId): number | undefined
  /** The 1m bar that is not closed yet; undefined where it has not begun. */
  formingMinute(instrumentId: InstrumentId): Candle | undefined
  /** Session time of the instrument's market. */
  nowMs(instrumentId: InstrumentId): number
}

/** A price alert as it is kept: what the interface shows, and what its bar had already seen when it was made. */
export interface StoredPriceAlert {
  readonly view: PriceAlertView
  readonly since: BarMark
}

/** How far a bar had gone when somebody began to wait for a price. */
export interface BarMark {
  /** Opening of the bar, session time; bars before it do not count. */
  readonly openTimeMs: number
  /** Its high (waiting above) or low (waiting below) at that moment; null where the bar had not begun. */
  readonly extreme: number | null
}
