import type { TimeMs } from '../base/index.ts'
import type { InstrumentId, Owner } from './ids.ts'
import type { Price } from './money.ts'
import type { BreakEven, TrailingDistance } from './order.ts'

/** One owner in one instrument: whose position is meant. */
export interface Standing {
  readonly instrumentId: InstrumentId
  readonly owner: Owner
}

/** An exit of a position: the stop that limits its loss, or the target that takes its profit. */
export type ExitRole = 'stopLoss' | 'takeProfit'

export function isExitRole(role: string | undefined): role is ExitRole {
  return role === 'stopLoss' || role === 'takeProfit'
}

/** Who decides exits of a position after its entries were made. */
export type ExitMover = 'hand' | 'strategy' | 'plan'

/** A decision about the exits of a whole position. A price sets or moves an exit, null takes it away, one that is missing stays. */
export interface ExitMove extends Standing {
  readonly stopPrice?: Price | null
  /** One target for all of it, in place of several. */
  readonly targetPrice?: Price | null
  /** How the stop follows the price from here on; null: it does not any more. */
  readonly trailing?: TrailingDistance | null
  /** When the stop goes to the entry price; null: not any more. */
  readonly breakEven?: BreakEven | null
  /** Session time of the decision: what the price did before does not move the stop. */
  readonly sinceMs?: TimeMs
  /**
   * Of a plan that has lost the price and follows it from here on: number of the order before which it was decided, zero where it
   * is that of the entries.
   */
  readonly resumesBefore?: number
  readonly by: ExitMover
  /** The caller's name for this wish: the same key twice is the same move once. */
  readonly idempotencyKey: string
  /**
   * Number of the order that would have been made next. Entries with a lower one are meant whatever exits they have of
   * their own; later ones only where they have none.
   */
  readonly beforeOrderNumber: number
}
