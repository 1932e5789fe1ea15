import type { InstrumentId, Quantity } from '../domain/index.ts'

/** The net of one instrument over all owners. */
export interface NetHolding {
  readonly instrumentId: InstrumentId
  /** Signed. */
  readonly quantity: Quantity
}
