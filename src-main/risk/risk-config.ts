import { z } from 'zod'
import { PositiveDecimalText } from '../../src-contract/index.ts'
import { Decimal } from '../base/index.ts'
import { type Money, money } from '../domain/index.ts'
import { GuardsConfig } from './guards/guard-config.ts'
import { CorrelationConfig, ValueAtRiskConfig } from './portfolio-limits-config.ts'
import type { RiskGroup } from './ports.ts'

function isKnownZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    // the constructor throws on a zone it does not know, and there is no question to ask it before
    return false
  }
}

/** When a trading day begins. */
const DayStart = z.strictObject({
  zone: z
    .string()
    .refine(isKnownZone, 'must be a time zone name such as "UTC" or "Europe/Berlin"')
    .default('UTC')
    .meta({ title: 'Zone', description: 'Time zone in which the trading day begins, by its IANA name.' }),
  hour: z
    .number()
    .int()
    .min(0)
    .max(23)
    .default(0)
    .meta({ title: 'Hour', description: 'Hour of that zone at which the trading day begins, 0 to 23.' }),
})

/** Instruments that move together. */
const GroupConfig = z.strictObject({
  instruments: z
    .array(z.string().regex(/^([a-z0-9-]+:)?[A-Za-z0-9./_-]+$/, 'must look like "simulated:BTC-PERP" or "BTC-PERP"'))
    .min(1)
    .meta({ title: 'Instruments', description: 'Instruments of the group, with or without their venue.' }),
  maxNotional: PositiveDecimalText.meta({
    title: 'Largest value',
    description: 'Highest value of all positions in these instruments together.',
  }),
})

/** What the risk check allows. Amounts are in the account's currency. */
export const RiskConfig = z.strictObject({
  maxOrderNotional: PositiveDecimalText.default('50000').meta({
    title: 'Largest order',
    description: 'Highest value (price times quantity) of one order.',
  }),
  maxPositionNotional: PositiveDecimalText.default('100000').meta({
    title: 'Largest position',
    description: 'Highest value of the net position in one instrument, working orders of the same side included.',
  }),
  maxOwnerNotional: PositiveDecimalText.default('500000').meta({
    title: 'Largest share of one owner',
    description: 'Highest value of everything that one strategy, or the hand, holds and enters over all instruments.',
  }),
  maxExposure: PositiveDecimalText.default('1000000').meta({
    title: 'Total exposure',
    description: 'Highest value of all positions and working entries of the account together.',
  }),
  maxOpenPositions: z.number().int().min(1).max(1000).default(8).meta({
    title: 'Open positions',
    description: 'Most positions held at the same time, over all instruments, strategies and the hand.',
  }),
  maxDailyLossFraction: z.number().gt(0).max(1).default(0.05).meta({
    title: 'Daily loss',
    description:
      'Share of the equity at the start of the day; while it is lost, entries are denied, until the next day. A hard line that nobody arms again by hand; the guard dailyLoss is what acts before it.',
  }),
  maxRiskPerTradeFraction: z.number().gt(0).max(1).default(0.02).meta({
    title: 'Risk per trade',
    description: 'Highest loss at the stop-loss, fees included, as a share of equity.',
  }),
  priceCollarFraction: z.number().gt(0).max(1).default(0.05).meta({
    title: 'Price collar',
    description: 'How far through the market a limit price may reach, as a share of the market price.',
  }),
  triggerCollarFraction: z.number().gt(0).max(10).default(0.5).meta({
    title: 'Trigger collar',
    description: 'How far from the market the trigger of an entry may be, as a share of the market price.',
  }),
  maxSpreadFraction: z.number().gt(0).max(1).default(0.02).meta({
    title: 'Spread',
    description: 'Widest spread between bid and ask at which entries are allowed, as a share of the price.',
  }),
  maxEntriesPerMinute: z.number().int().min(1).max(10_000).default(120).meta({
    title: 'Entries a minute',
    description:
      'Most entries within one minute of session time, over all owners. Closes and cancels are never counted.',
  }),
  maxLeverage: z.number().gt(0).max(125).default(3).meta({
    title: 'Leverage',
    description: 'Highest value of all positions together, in multiples of equity.',
  }),
  groups: z.record(z.string().min(1).max(40), GroupConfig).default({}).meta({
    title: 'Groups',
    description:
      'Instruments that move together, by a name of your choice, with a cap on the value of all positions in them: { "majors": { "instruments": ["BTC-PERP", "ETH-PERP"], "maxNotional": "150000" } }.',
  }),
  correlation: CorrelationConfig.prefault({}).meta({
    title: 'Correlation',
    description: 'Instruments that move together by what is measured, held together to a cap as those of groups are.',
  }),
  valueAtRisk: ValueAtRiskConfig.prefault({}).meta({
    title: 'Value at risk',
    description: 'How value at risk and CVaR of the portfolio are reckoned for the panel. They refuse nothing.',
  }),
  minTradesForKelly: z.number().int().min(10).max(10_000).default(50).meta({
    title: 'Trades for Kelly',
    description: 'Closed trades that an owner needs before an order may be sized by the Kelly fraction of its record.',
  }),
  oversizedSignals: z.enum(['shrink', 'deny']).default('shrink').meta({
    title: 'Oversized signals',
    description:
      "What becomes of a strategy's entry that is larger than a limit allows. shrink: it is cut to the largest quantity that passes. deny: it is refused. An order by hand is always refused.",
  }),
  dayStart: DayStart.prefault({}).meta({
    title: 'Start of the day',
    description: 'When the trading day begins; profit today and the daily loss are counted from there.',
  }),
  guards: GuardsConfig.prefault({}).meta({
    title: 'Guards',
    description:
      'What watches over equity with open profit, over series of losses and over the market, and acts when a limit is reached. Guards of your own get a name of their own; those that are listed here are switched off with enabled.',
  }),
})
export type RiskConfig = z.infer<typeof RiskConfig>

/** {@link RiskConfig} parsed once, in the types that `evaluate` compares with. */
export interface RiskLimits {
  readonly maxOrderNotional: Money
  readonly maxPositionNotional: Money
  readonly maxOwnerNotional: Money
  readonly maxExposure: Money
  readonly maxOpenPositions: number
  readonly maxDailyLossFraction: number
  readonly maxRiskPerTradeFraction: Decimal
  readonly priceCollarFraction: Decimal
  readonly triggerCollarFraction: Decimal
  readonly maxSpreadFraction: number
  readonly maxEntriesPerMinute: number
  readonly maxLeverage: Decimal
  readonly groups: readonly RiskGroup[]
  /** Cap of each group that was found by correlation. */
  readonly maxCorrelatedNotional: Money
  readonly minTradesForKelly: number
}

export function riskLimits(config: RiskConfig): RiskLimits {
  return {
    maxOrderNotional: money(config.maxOrderNotional),
    maxPositionNotional: money(config.maxPositionNotional),
    maxOwnerNotional: money(config.maxOwnerNotional),
    maxExposure: money(config.maxExposure),
    maxOpenPositions: config.maxOpenPositions,
    maxDailyLossFraction: config.maxDailyLossFraction,
    maxRiskPerTradeFraction: new Decimal(config.maxRiskPerTradeFraction),
    priceCollarFraction: new Decimal(config.priceCollarFraction),
    triggerCollarFraction: new Decimal(config.triggerCollarFraction),
    maxSpreadFraction: config.maxSpreadFraction,
    maxEntriesPerMinute: config.maxEntriesPerMinute,
    maxLeverage: new Decimal(config.maxLeverage),
    groups: Object.entries(config.groups).map(([name, { instruments, maxNotional }]) => ({
      name,
      instruments: new Set(instruments),
      maxNotional: money(maxNotional),
    })),
    maxCorrelatedNotional: money(config.correlation.maxNotional),
    minTradesForKelly: config.minTradesForKelly,
  }
}
