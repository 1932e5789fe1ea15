import { z } from 'zod'
import { DecimalText, InstrumentIdText, TimeMsValue } from './primitives.ts'
import { GuardAction, SideValue } from './trading.ts'

/** One protection of the account, of a strategy or of an instrument, with its value against its bound. */
export const GuardView = z.object({
  /** Stable code, for example `MAX_DAILY_LOSS`; a guard of several targets has one view for each. */
  guardId: z.string(),
  /** What is guarded: `dailyLoss`, `drawdown`, `lossStreak`. */
  kind: z.string(),
  label: z.string(),
  scope: z.enum(['instrument', 'strategy', 'account']),
  /** Instrument id or owner (`strategy:<id>`, `hand`); null for the account. */
  target: z.string().nullable(),
  measured: z.number(),
  limit: z.number(),
  /** What both numbers are counted in: `USDT`, `fraction`, `orders`, `ms`. */
  unit: z.string(),
  state: z.enum(['armed', 'tripped']),
  action: GuardAction,
  /** What it measures, or why it tripped and what to do. */
  message: z.string(),
  /** Session time since when it has been tripped. */
  sinceMs: TimeMsValue.nullable(),
  /** When it arms again by itself; null where it does not. */
  untilMs: TimeMsValue.nullable(),
  /** A person may arm it again now. */
  rearmable: z.boolean(),
})
export type GuardView = z.infer<typeof GuardView>

/** Names a guard and what it watches. */
export const GuardPath = z.object({ guardId: z.string(), target: z.string().max(100).nullable().default(null) })

/** An order that our risk check refused. */
export const RefusalView = z.object({
  refusalId: z.string(),
  timeMs: TimeMsValue,
  source: z.enum(['hand', 'strategy', 'protection', 'killSwitch', 'risk']),
  owner: z.string(),
  instrumentId: InstrumentIdText,
  side: SideValue,
  code: z.string(),
  message: z.string(),
  measured: z.number(),
  limit: z.number(),
  unit: z.string(),
  /** Largest quantity that would have passed, null where no size would. */
  quantityThatFits: DecimalText.nullable(),
})
export type RefusalView = z.infer<typeof RefusalView>
