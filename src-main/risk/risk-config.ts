import { z } from 'zod'
import { PositiveDecimalText } from '../../src-contract/index.ts'
import { Decimal } from '../base/index.ts'
import { type Money, money } from '../domain/index.ts'

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
  maxOpenPositions: z.number().int().min(1).max(1000).default(8).meta({
    title: 'Open positions',
    description: 'Most positions held at the same time, over all instruments, strategies and the hand.',
  }),
  maxDailyLossFraction: z.number().gt(0).max(1).default(0.05).meta({
    title: 'Daily loss',
    description: 'Share of the equity at the start of the day; once lost, entries are denied until the next day.',
  }),
  maxRiskPerTradeFraction: z.number().gt(0).max(1).default(0.02).meta({
    title: 'Risk per trade',
    description: 'Highest loss at the stop-loss, fees included, as a share of equity.',
  }),
  priceCollarFraction: z.number().gt(0).max(1).default(0.05).meta({
    title: 'Price collar',
    description: 'How far through the market a limit price may reach, as a share of the market price.',
  }),
  maxLeverage: z.number().gt(0).max(125).default(3).meta({
    title: 'Leverage',
    description: 'Highest value of all positions together, in multiples of equity.',
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
})
export type RiskConfig = z.infer<typeof RiskConfig>

/** {@link RiskConfig} parsed once, in the types that `evaluate` compares with. */
export interface RiskLimits {
  readonly maxOrderNotional: Money
  readonly maxPositionNotional: Money
  readonly maxOpenPositions: number
  readonly maxDailyLossFraction: number
  readonly maxRiskPerTradeFraction: Decimal
  readonly priceCollarFraction: Decimal
  readonly maxLeverage: Decimal
}

export function riskLimits(config: RiskConfig): RiskLimits {
  return {
    maxOrderNotional: money(config.maxOrderNotional),
    maxPositionNotional: money(config.maxPositionNotional),
    maxOpenPositions: config.maxOpenPositions,
    maxDailyLossFraction: config.maxDailyLossFraction,
    maxRiskPerTradeFraction: new Decimal(config.maxRiskPerTradeFraction),
    priceCollarFraction: new Decimal(config.priceCollarFraction),
    maxLeverage: new Decimal(config.maxLeverage),
  }
}
