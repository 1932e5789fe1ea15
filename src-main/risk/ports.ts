import type { RuleResult } from '../../src-contract/index.ts'
import type { Denial, Instrument, Money, Price, Quantity, TradingState } from '../domain/index.ts'

/** Everything `evaluate` looks at; the session takes it in one go, so a preview and the real check see the same. */
export interface RiskSnapshot {
  readonly instrument: Instrument
  /** Price the order would trade at now: ask for a buy, bid for a sell; the last price where there is no book. */
  readonly referencePrice: number
  /** Cash plus open profit, in the account's currency. */
  readonly equity: number
  /** Equity at the start of the trading day. */
  readonly dayStartEquity: number
  /** Signed quantity of all owners in this instrument. */
  readonly netQuantity: Quantity
  /** Signed quantity of the intent's owner in this instrument. */
  readonly ownerQuantity: Quantity
  /** Quantity of working and pending orders that would increase the net position, by side, unsigned. */
  readonly pendingBuyQuantity: Quantity
  readonly pendingSellQuantity: Quantity
  /** Open positions over all owners and instruments, pending entries in new ones counted too. */
  readonly openPositions: number
  /** True when this owner already holds or is entering this instrument, so that the intent opens no further position. */
  readonly ownerHasPosition: boolean
  /**
   * Value of all positions in other instruments, each without sign, working entries counted as filled;
   * in the account's currency. Absent means none.
   */
  readonly otherNotional?: number
  readonly tradingState: TradingState
  /** Taker fee as a fraction of notional, for estimates. */
  readonly takerFeeFraction: number
}

/** Answer of the risk check. */
export type Verdict =
  | {
      readonly accepted: true
      readonly quantity: Quantity
      readonly estimatedPrice: Price
      readonly notional: Money
      readonly estimatedFee: Money
      readonly riskAtStop: Money | undefined
      readonly rewardToRisk: number | undefined
      readonly rules: readonly RuleResult[]
    }
  | {
      readonly accepted: false
      readonly denial: Denial
      /** Undefined where the size could not be turned into a quantity. */
      readonly quantity: Quantity | undefined
      readonly rules: readonly RuleResult[]
    }
