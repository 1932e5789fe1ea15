import type { InstrumentId, Owner } from '../../domain/index.ts'

/** Equity with open profit at one moment, and the day and week it belongs to. */
export interface EquityInput {
  readonly timeMs: number
  /** Cash plus open profit. */
  readonly equity: number
  /** Equity at the start of the trading day: only the very first sample counts from it. */
  readonly dayStartEquity: number
  /** First instant of the next trading day. */
  readonly dayEndMs: number
  /** Of the week that the trading day belongs to: the same number all week, another one in any other. */
  readonly weekId: number
}

/** Profit of owners and of instruments since some fixed moment, fees off, open profit included. */
export interface ProfitInput {
  readonly timeMs: number
  /** Of the account: losses are told as a share of what it was when counting began. */
  readonly equity: number
  readonly owners: Iterable<readonly [Owner, number]>
  readonly instruments: Iterable<readonly [InstrumentId, number]>
}

/** How an owner's position ended. */
export interface ClosedTrade {
  readonly owner: Owner
  readonly instrumentId: InstrumentId
  /** In the account's currency, fees off. */
  readonly profit: number
  /** Equity of the account when it closed. */
  readonly equity: number
  /** Closed by a stop-loss, a trailing stop, a liquidation or auto-deleveraging. */
  readonly isStop: boolean
  readonly timeMs: number
}
