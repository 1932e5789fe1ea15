import type { TimeMs } from '../../base/index.ts'
import type { AccountId, InstrumentId, Money, Owner, Price, Quantity } from '../../domain/index.ts'

/** How the last part of a trade left. */
export type ExitReason =
  | 'stopLoss'
  | 'takeProfit'
  /** By an order of a hand or a strategy. */
  | 'close'
  /** An order of the other side was larger than the position and opened the next trade. */
  | 'turned'
  | 'killSwitch'
  /** A guard of risk closed it. */
  | 'risk'
  | 'liquidation'
  | 'adl'
  | 'dust'
  | 'transfer'
  /** It was made smaller to be what the venue has. */
  | 'adopted'
  /** It went to another owner. */
  | 'handover'

/**
 * How far prices went against and for a trade while it was open (J. Sweeney, "Maximum Adverse Excursion", 1997). None is below
 * zero. Price: distance from the average entry price of that moment. Money: realised so far and open profit together, before
 * fees and funding.
 */
export interface Excursion {
  readonly adversePrice: number
  readonly adverseMoney: number
  readonly favourablePrice: number
  readonly favourableMoney: number
}

/** One round trip of an owner in an instrument: from flat until it is flat again or turns, with all that was added and taken off between. */
export interface TradeRecord {
  /** Id of the entry that opened it, so the same entries always give the same id. */
  readonly tradeId: string
  readonly accountId: AccountId
  readonly instrumentId: InstrumentId
  readonly owner: Owner
  readonly side: 'long' | 'short'
  readonly openedAtMs: TimeMs
  /** Undefined while it is open. */
  readonly closedAtMs: TimeMs | undefined
  /** All that was entered, without sign. */
  readonly quantity: Quantity
  /** Most that was held at once. */
  readonly maxQuantity: Quantity
  /** What is still held. */
  readonly openQuantity: Quantity
  /** Average over all that was entered. */
  readonly entryPrice: Price
  /** Average over all that has left; undefined before anything has. */
  readonly exitPrice: Price | undefined
  readonly entryCount: number
  readonly exitCount: number
  /** Before fees and funding. */
  readonly realisedPnl: Money
  /** Paid. */
  readonly fees: Money
  /** Received, below zero paid. */
  readonly funding: Money
  /** Realised profit less fees, with funding. */
  readonly netPnl: Money
  /** Of the last part that left. */
  readonly exitReason: ExitReason | undefined
  /** Loss at the stops that the entries were made with; undefined where one had none. One R. */
  readonly initialRisk: Money | undefined
  readonly excursion: Excursion
  /** False where all of it went to other owners: the giver made no trade of it. */
  readonly isRoundTrip: boolean
}
