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
