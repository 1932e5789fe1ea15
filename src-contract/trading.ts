import { z } from 'zod'
import { CommandValue, ExitPlanValue, HandlingValue, TrailingValue } from './order-terms.ts'
import {
  DecimalText,
  IdempotencyKey,
  InstrumentIdText,
  PositiveDecimalText,
  TimeMsValue,
  TradingEnvironmentValue,
} from './primitives.ts'

export const SideValue = z.enum(['buy', 'sell'])
/** `stop`, `takeProfit`: at market once the trigger is reached; the `Limit` ones at the limit price then. */
export const OrderTypeValue = z.enum([
  'market',
  'limit',
  'stop',
  'stopLimit',
  'takeProfit',
  'takeProfitLimit',
  'trailingStop',
])
export const TimeInForceValue = z.enum(['GTC', 'IOC', 'FOK', 'GTD'])

/** Why an order exists: it opens, protects, or closes a position. */
export const OrderRoleValue = z.enum(['entry', 'stopLoss', 'takeProfit', 'close'])

/** Life of an order. `denied` is our risk check, `rejected` the venue. `unsent`: it never reached the venue. `unknown`:
 * nobody can tell yet whether the venue has taken the last command; it is being asked. */
export const OrderStateValue = z.enum([
  'pending',
  'submitted',
  'working',
  'partiallyFilled',
  'cancelling',
  'unknown',
  'filled',
  'cancelled',
  'rejected',
  'expired',
  'unsent',
])
export type OrderStateValue = z.infer<typeof OrderStateValue>

/** How big an order is. Risk turns every kind into a quantity rounded down to the lot. */
export const OrderSize = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('quantity'), quantity: PositiveDecimalText }),
  z.object({ kind: z.literal('value'), value: PositiveDecimalText }),
  z.object({ kind: z.literal('equityFraction'), fraction: z.number().gt(0).max(10) }),
  /** So that the loss at the stop is this share of equity; needs a stop-loss price. */
  z.object({ kind: z.literal('riskToStop'), fraction: z.number().gt(0).max(1) }),
  /** So that the position's yearly volatility is this share of equity: 0.2 of an instrument that moves 0.8 a year is a quarter of equity. */
  z.object({ kind: z.literal('volatilityTarget'), fraction: z.number().gt(0).max(10) }),
  /**
   * So that the loss at the stop is a part (`multiplier`) of the Kelly fraction of the owner's closed trades, never more
   * than `maxFraction` of equity; needs a stop-loss price and enough trades.
   */
  z.object({
    kind: z.literal('kelly'),
    multiplier: z.number().gt(0).max(1).default(0.5),
    maxFraction: z.number().gt(0).max(1).default(0.02),
  }),
])
export type OrderSize = z.infer<typeof OrderSize>

/** One rule of the risk check: what was measured beside what is allowed. */
export const RuleResult = z.object({
  /** Stable code, for example `MAX_ORDER_NOTIONAL`. */
  code: z.string(),
  label: z.string(),
  measured: z.number(),
  limit: z.number(),
  /** What both numbers are counted in: `USDT`, `fraction`, `orders`, `steps`. */
  unit: z.string(),
  passed: z.boolean(),
})
export type RuleResult = z.infer<typeof RuleResult>

/** A refusal as data. */
export const DenialView = z.object({
  code: z.string(),
  message: z.string(),
  measured: z.number(),
  limit: z.number(),
  unit: z.string(),
  /** Largest quantity that would pass, null where no size would. */
  quantityThatFits: DecimalText.nullable(),
})
export type DenialView = z.infer<typeof DenialView>

/** Answer of the risk check to a draft; nothing is sent. */
export const PreviewView = z.object({
  accepted: z.boolean(),
  denial: DenialView.nullable(),
  rules: z.array(RuleResult),
  quantity: DecimalText.nullable(),
  notional: DecimalText.nullable(),
  estimatedPrice: DecimalText.nullable(),
  estimatedFee: DecimalText.nullable(),
  /** Loss if the stop-loss fills at its price, fees included; null without a stop. */
  riskAtStop: DecimalText.nullable(),
  rewardToRisk: z.number().nullable(),
})
export type PreviewView = z.infer<typeof PreviewView>

export const OrderView = z.object({
  orderId: z.string(),
  venueOrderId: z.string().nullable(),
  accountId: z.string(),
  instrumentId: InstrumentIdText,
  /** `hand` or `strategy:<id>`. */
  owner: z.string(),
  role: OrderRoleValue,
  /** The entry that a stop-loss or take-profit protects. */
  parentOrderId: z.string().nullable(),
  side: SideValue,
  type: OrderTypeValue,
  quantity: DecimalText,
  filledQuantity: DecimalText,
  averagePrice: DecimalText.nullable(),
  limitPrice: DecimalText.nullable(),
  triggerPrice: DecimalText.nullable(),
  stopLossPrice: DecimalText.nullable(),
  takeProfitPrice: DecimalText.nullable(),
  timeInForce: TimeInForceValue,
  reduceOnly: z.boolean(),
  handling: HandlingValue,
  /** Of a trailing stop; its `triggerPrice` follows the price. */
  trailing: TrailingValue.nullable(),
  expireAtMs: TimeMsValue.nullable(),
  postOnly: z.boolean(),
  /** Orders of one group exclude each other: the first that fills ends the others. */
  ocoGroup: z.string().nullable(),
  exitPlan: ExitPlanValue.nullable(),
  /** Other terms that were asked for and are not confirmed yet. */
  amendment: z
    .object({
      quantity: DecimalText,
      limitPrice: DecimalText.nullable(),
      triggerPrice: DecimalText.nullable(),
    })
    .nullable(),
  state: OrderStateValue,
  /** In state `unknown`: which command it is about, and since when nobody knows what came of it. */
  unknown: z.object({ command: CommandValue, sinceMs: TimeMsValue }).nullable(),
  /** Why it ended, or why it was made (a strategy's reasons). */
  reason: z.string().nullable(),
  createdAtMs: TimeMsValue,
  updatedAtMs: TimeMsValue,
})
export type OrderView = z.infer<typeof OrderView>

export const FillView = z.object({
  fillId: z.string(),
  orderId: z.string(),
  accountId: z.string(),
  instrumentId: InstrumentIdText,
  owner: z.string(),
  side: SideValue,
  quantity: DecimalText,
  price: DecimalText,
  fee: DecimalText,
  feeCurrency: z.string(),
  liquidity: z.enum(['maker', 'taker']),
  /** Profit realised by this fill before its fee; zero when it opens. */
  realisedPnl: DecimalText,
  timeMs: TimeMsValue,
})
export type FillView = z.infer<typeof FillView>

/** How the venue margins a position. */
export const PositionMarginView = z.object({
  mode: z.enum(['cross', 'isolated']),
  /** Value of the position per money of initial margin. */
  leverage: z.number(),
  /** Mark price at which the net position of all owners would be liquidated; null where no price does that. */
  liquidationPrice: z.number().nullable(),
})
export type PositionMarginView = z.infer<typeof PositionMarginView>

/** What the perpetuals of an account bind, at mark prices. */
export const AccountMarginView = z.object({
  initial: z.number(),
  /** Equity below it is liquidated. */
  maintenance: z.number(),
  /** For new positions and for transfers out. */
  free: z.number(),
  /** Maintenance margin of cross positions as a share of what stands behind them: at 1 the venue liquidates. Null where nothing stands behind them. */
  ratio: z.number().nullable(),
})
export type AccountMarginView = z.infer<typeof AccountMarginView>

export const PositionView = z.object({
  positionId: z.string(),
  accountId: z.string(),
  instrumentId: InstrumentIdText,
  owner: z.string(),
  side: z.enum(['long', 'short']),
  /** Without sign. */
  quantity: DecimalText,
  entryPrice: DecimalText,
  markPrice: z.number(),
  unrealisedPnl: z.number(),
  /** Since the position was opened, before fees. */
  realisedPnl: DecimalText,
  fees: DecimalText,
  notional: z.number(),
  stopPrice: DecimalText.nullable(),
  targetPrice: DecimalText.nullable(),
  /** Null on spot, and until the venue has said. */
  margin: PositionMarginView.nullable(),
  openedAtMs: TimeMsValue,
})
export type PositionView = z.infer<typeof PositionView>

export const ClosePositionInput = z.object({
  positionId: z.string(),
  idempotencyKey: IdempotencyKey,
  /** Share of the position to close, 1 = all of it. */
  fraction: z.number().gt(0).max(1).default(1),
})

/** Exits of a position: a price moves or sets the leg, null takes it away, a leg that is left out stays. */
export const ProtectPositionInput = z.object({
  positionId: z.string(),
  stopPrice: PositiveDecimalText.nullable().optional(),
  targetPrice: PositiveDecimalText.nullable().optional(),
})
export type ProtectPositionInput = z.infer<typeof ProtectPositionInput>

/** What the exits would mean; nothing is sent. */
export const ProtectPreviewView = z.object({
  accepted: z.boolean(),
  denial: DenialView.nullable(),
  /** Result if the stop fills at its price, from the entry, fees of the way out included; null without a stop. */
  profitAtStop: DecimalText.nullable(),
  profitAtTarget: DecimalText.nullable(),
  rewardToRisk: z.number().nullable(),
})
export type ProtectPreviewView = z.infer<typeof ProtectPreviewView>

/** What a guard of risk does when it trips; each action includes the ones before it, except that `warn` only tells. */
export const GuardAction = z.enum(['warn', 'blockEntries', 'reduceOnly', 'cancelEntries', 'flatten'])
export type GuardAction = z.infer<typeof GuardAction>

/** One of the limits that watch over the account: how near it is, and what it does. */
export const LimitMeter = RuleResult.extend({
  /** What happens at the limit: entries are refused, or trading halts. */
  action: z.enum(['refuse', 'halt']),
  /** Of a guard, which remembers that its limit was reached; absent on a plain limit. */
  guard: z
    .object({
      guardId: z.string(),
      /** `account`, `owner:<owner>` or `instrument:<instrument id>`; `perOwner` and `perInstrument` while nothing was measured. */
      scope: z.string(),
      state: z.enum(['armed', 'tripped']),
      /** Session time at which it tripped, null while it is armed. */
      sinceMs: TimeMsValue.nullable(),
      /** When it is armed again by itself; null where that is not a matter of time. */
      untilMs: TimeMsValue.nullable(),
      action: GuardAction,
      /** Whether a person may arm it again now. */
      rearmableByHand: z.boolean(),
      /** Why it tripped and how it is armed again; empty while it is armed. */
      message: z.string(),
    })
    .optional(),
})
export type LimitMeter = z.infer<typeof LimitMeter>

export const AccountView = z.object({
  accountId: z.string(),
  venueId: z.string(),
  environment: TradingEnvironmentValue,
  currency: z.string(),
  startingCash: DecimalText,
  cash: DecimalText,
  equity: z.number(),
  unrealisedPnl: z.number(),
  realisedPnl: DecimalText,
  fees: DecimalText,
  /** Change of equity since the start of the trading day, open profit included. */
  profitToday: z.number(),
  profitTodayFraction: z.number(),
  feesToday: DecimalText,
  dayStartMs: TimeMsValue,
  /** Zone in which the trading day begins. */
  dayZone: z.string(),
  openPositions: z.number().int(),
  workingOrders: z.number().int(),
  /** Null without perpetuals, and until the venue has said how it holds them. */
  margin: AccountMarginView.nullable(),
  /** Whether the venue keeps a long and a short position of one instrument apart; null where it knows one way only. */
  positionMode: z.enum(['oneWay', 'hedge']).nullable(),
})
export type AccountView = z.infer<typeof AccountView>

export const EquityPoint = z.object({ timeMs: TimeMsValue, equity: z.number(), cash: z.number() })
export type EquityPoint = z.infer<typeof EquityPoint>
