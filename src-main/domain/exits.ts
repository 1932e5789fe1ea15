import type { InstrumentId, Owner } from './ids.ts'
import type { Price } from './money.ts'

/** One owner in one instrument: whose position is meant. */
export interface Standing {
  readonly instrumentId: InstrumentId
  readonly owner: Owner
}

/** An exit of a position: the stop that limits its loss, or the target that takes its profit. */
export type ExitRole = 'stopLoss' | 'takeProfit'

/** Who decides exits of a position after its entries were made. */
export type ExitMover = 'hand'

/** A decision about the exits of a whole position. A price sets or moves an exit, null takes it away, one that is missing stays. */
export interface ExitMove extends Standing {
  readonly stopPrice?: Price | null
  readonly targetPrice?: Price | null
  readonly by: ExitMover
  /** The caller's name for this wish: the same key twice is the same move once. */
  readonly idempotencyKey: string
  /**
   * Number of the order that would have been made next. Entries with a lower one are meant whatever exits they have of
   * their own; later ones only where they have none.
   */
  readonly beforeOrderNumber: number
}
