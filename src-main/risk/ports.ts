import type { RuleResult } from '../../src-contract/index.ts'
import type { Denial, Instrument, InstrumentId, Money, Price, Quantity, TradingState } from '../domain/index.ts'
import type { GuardBlock } from './guards/guard-state.ts'

/** Named instruments that move together, with a cap on the sum of what is held in them. */
export interface RiskGroup {
  readonly name: string
  /** Ids, or symbols without their venue. */
  readonly instruments: ReadonlySet<string>
  /** Highest sum of the values of all positions in these instruments, in the account's currency. */
  readonly maxNotional: Money
}

/** What a spot account has left to trade with: working orders have taken theirs already. */
export interface SpotBalances {
  /** Of the instrument's quote currency. */
  readonly quote: Money
  /** Of the instrument's base currency, and not more than the intent's owner holds of it. */
  readonly base: Quantity
}

/** A holding of which an order that sells keeps its part from every other one, as venues do on spot. */
export interface HoldingLock {
  /** By all owners: the venue does not tell them apart. */
  readonly held: Quantity
  /** Kept for orders that stand at the venue, or are about to. */
  readonly locked: Quantity
}

/** How an owner's closed trades went, fees counted. */
export interface OwnerRecord {
  readonly trades: number
  /** Share of the trades that won, 0 to 1. */
  readonly winRate: number
  /** Average win over average loss; undefined without a win or without a loss. */
  readonly payoff: number | undefined
}

/** A net position that has stood without all of its stop for longer than is allowed. */
export interface OverdueProtection {
  readonly instrumentId: InstrumentId
  readonly unprotectedMs: number
  readonly boundMs: number
}

/** Everything `evaluate` looks at; the session takes it in one go, so a preview and the real check see the same. */
export interface RiskSnapshot {
  readonly instrument: Instrument
  /** Session time. */
  readonly nowMs: number
  /** Price the order would trade at now: ask for a buy, bid for a sell; the last price where there is no book. */
  readonly referencePrice: number
  /** The newest price is older than allowed. */
  readonly isStale: boolean
  /** Ask less bid as a share of the middle; undefined where there is no book. */
  readonly spreadFraction: number | undefined
  /** Volatility of the instrument's returns over a year, 0.8 is 80 %; undefined before enough bars have closed. */
  readonly annualVolatility: number | undefined
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
  /** The part of it that is the intent's owner's, on the intent's side. */
  readonly ownerPendingQuantity: Quantity
  /** Unsigned quantity that other orders of the owner will close before this one does. */
  readonly ownerClosingQuantity: Quantity
  /**
   * Where the venue keeps long and short apart: unsigned quantity that an order of the intent's side can take from what its owner
   * holds, once the owner's earlier orders have taken their part. Absent elsewhere.
   */
  readonly ownerReducible?: Quantity | undefined
  /** Unsigned quantity that other reduce-only orders of any owner will take from the net position before this one does. */
  readonly netClosingQuantity: Quantity
  /** Open positions over all owners and instruments, pending entries in new ones counted too. */
  readonly openPositions: number
  /** True when this owner already holds or is entering this instrument, so that the intent opens no further position. */
  readonly ownerHasPosition: boolean
  /**
   * Value of all positions in other instruments, each without sign, working entries counted as filled;
   * in the account's currency. Absent means none.
   */
  readonly otherNotional?: number
  /** {@link otherNotional} by instrument. */
  readonly otherNotionals: ReadonlyMap<InstrumentId, number>
  /** Value of what the intent's owner holds or enters in other instruments, each without sign. */
  readonly ownerOtherNotional: number
  /** Groups found by correlation, beside those of the configuration. */
  readonly groups: readonly RiskGroup[]
  /** Of a spot instrument; undefined on any other. */
  readonly spot: SpotBalances | undefined
  /** Undefined where the order finds what it is to sell: it buys, makes room for itself, or its venue locks nothing. */
  readonly holdingLock?: HoldingLock | undefined
  /** Share of a perpetual's value that the venue wants as margin when it is opened; undefined where it names none. */
  readonly initialMarginFraction: number | undefined
  /** Initial margin of everything held and entered in other instruments. */
  readonly otherMargin?: number
  readonly tradingState: TradingState
  /** Why trading is not active; undefined while it is, or where nobody says. */
  readonly tradingStateReason: string | undefined
  /** Why the venue's word cannot be relied on; undefined where it can. */
  readonly venueInterruption: string | undefined
  /** What has to be done before the account may trade with money; undefined where it may, or trades without. */
  readonly notArmed: string | undefined
  /** Why nothing may be opened on the instrument; undefined as a rule. */
  readonly quarantineReason: string | undefined
  /** Orders of the intent's owner on this instrument of which nobody knows whether the venue has taken them. */
  readonly unknownOrders: number
  /** The longest overdue position of the account; undefined as a rule. */
  readonly overdueProtection: OverdueProtection | undefined
  /** Entries placed in the last minute of session time, over all owners. */
  readonly entriesLastMinute: number
  /** What the guards say about entries of this owner in this instrument. */
  readonly guardBlock: GuardBlock | undefined
  /** Undefined where nothing is known of the owner's trades. */
  readonly ownerRecord: OwnerRecord | undefined
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
