import type { InstrumentView, QuoteView } from '../../../src-contract/index.ts'

/** A row of the watchlist. What moves with every price is not in it: those cells write themselves. */
export interface WatchRow {
  readonly instrument: InstrumentView
  /** False for one that was found by searching and is not on the list. */
  readonly listed: boolean
  /** No fresh price, or no connection. */
  readonly grey: boolean
  readonly stale: boolean
  /** What rows are sorted by, looked at every few seconds: rows that changed places with every price could not be hit. */
  readonly sortedBy: QuoteView | undefined
}
