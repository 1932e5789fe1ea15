import { z } from 'zod'
import { DecimalText, TimeMsValue, TradingEnvironmentValue } from './primitives.ts'

export const TradingStateValue = z.enum(['active', 'reducing', 'halted'])
export type TradingStateValue = z.infer<typeof TradingStateValue>

export const HealthValue = z.enum(['healthy', 'degraded', 'critical'])
export type HealthValue = z.infer<typeof HealthValue>

export const ComponentStateValue = z.enum([
  'ready',
  'starting',
  'running',
  'degraded',
  'faulted',
  'stopping',
  'stopped',
])
export type ComponentStateValue = z.infer<typeof ComponentStateValue>

export const ComponentView = z.object({
  name: z.string(),
  /** 1 infrastructure, 2 market and trading, 3 integrations, 4 live loops. */
  phase: z.number().int().min(1).max(4),
  critical: z.boolean(),
  dependsOn: z.array(z.string()),
  state: ComponentStateValue,
  sinceMs: TimeMsValue,
  restarts: z.number().int(),
  /** Why it is degraded or faulted. */
  reason: z.string().nullable(),
})
export type ComponentView = z.infer<typeof ComponentView>

/** An account that the engine trades on. Each has a session of its own: books, strategies, limits and halts. */
export const TradedAccountView = z.object({
  /** As in the configuration: "paper", or the name of one under accounts. */
  name: z.string(),
  /** The one that callers get who name none. */
  isFirst: z.boolean(),
  /** `opening`: it is tried again and again until its venue answers. `failed`: a person has to mend what `problem` says. */
  state: z.enum(['opening', 'open', 'failed']),
  problem: z.string().nullable(),
  /** Null while it is not open, as are the two below. */
  environment: TradingEnvironmentValue.nullable(),
  marketVenue: z.string().nullable(),
  tradingState: TradingStateValue.nullable(),
})
export type TradedAccountView = z.infer<typeof TradedAccountView>

export const StatusView = z.object({
  version: z.string(),
  pid: z.number().int(),
  health: HealthValue,
  tradingState: TradingStateValue,
  /** Why trading is reducing or halted. */
  tradingReason: z.string().nullable(),
  environment: TradingEnvironmentValue,
  marketVenue: z.string(),
  /** `over`: a replay has delivered its last bar. Nothing moves any more, and nothing new can be opened. */
  marketState: z.enum(['running', 'over']),
  accountId: z.string(),
  /** Name of the account that this answer is about. */
  account: z.string(),
  /** Every account that the engine trades on, the first one first. */
  tradedAccounts: z.array(TradedAccountView),
  startedAtMs: TimeMsValue,
  uptimeMs: z.number(),
  /** System clock. */
  timeMs: TimeMsValue,
  /** Session clock; runs faster than the system clock on a simulated market. */
  sessionTimeMs: TimeMsValue,
  /** Session time per system time; 0 where that cannot be told: as fast as it goes, or over. */
  sessionSpeed: z.number(),
  /** Age of the oldest live price in system time, null before the first one and once the market is over. */
  feedAgeMs: z.number().nullable(),
  eventLoopDelayP99Ms: z.number(),
  configVersion: z.number().int(),
})
export type StatusView = z.infer<typeof StatusView>

export const HealthView = z.object({
  health: HealthValue,
  checks: z.array(z.object({ name: z.string(), health: HealthValue, detail: z.string() })),
})
export type HealthView = z.infer<typeof HealthView>

/** A position as it would be left behind. */
export const DepartingPosition = z.object({
  positionId: z.string(),
  instrumentId: z.string(),
  /** `hand` or `strategy:<id>`. */
  owner: z.string(),
  side: z.enum(['long', 'short']),
  quantity: DecimalText,
  /** At the newest price, in the account's currency. */
  notional: DecimalText,
  /** Of the stop that protects it. */
  stopPrice: DecimalText.nullable(),
  /**
   * `venue`: its stop works while the engine is off. `engine`: its stop works only while the engine runs. `none`: it
   * has no stop that covers all of it.
   */
  protection: z.enum(['venue', 'engine', 'none']),
})
export type DepartingPosition = z.infer<typeof DepartingPosition>

/** What stopping the engine now would do. */
export const DepartureView = z.object({
  /** As configured in `execution.onShutdown`. */
  onShutdown: z.enum(['leave', 'cancelEntries', 'flatten']),
  /** True on a simulated or replayed market, which waits: nothing happens to positions while the engine is off. */
  marketStandsStill: z.boolean(),
  /** A position is open, or an order works. */
  exposed: z.boolean(),
  /** Orders that would open a position or add to one. */
  workingEntries: z.number().int(),
  positions: z.array(DepartingPosition),
})
export type DepartureView = z.infer<typeof DepartureView>
