import type { SystemClock } from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import type { ConfigStore } from './config/index.ts'
import type { EngineConfig } from './engine-config.ts'
import type { EngineMonitor } from './compose-monitor.ts'
import type { Orchestrator } from './orchestrator/index.ts'
import type { SecretVault } from './security/index.ts'
import type { TradingSession } from './session/index.ts'

export type EngineConfigStore = ConfigStore<typeof EngineConfig>

/** What the interface to the engine is made from. */
export interface EngineParts {
  readonly version: string
  readonly startedAtMs: number
  readonly clock: SystemClock
  readonly bus: EventBus
  readonly config: EngineConfigStore
  readonly orchestrator: Orchestrator
  readonly session: TradingSession
  readonly monitor: EngineMonitor
  readonly secrets: SecretVault
  /** Begins an orderly stop. */
  readonly shutdown: () => void
}

/** Calls per second that a client may make, and how many at once. */
export function rateLimitOf(perSecond: number): { readonly perSecond: number; readonly burst: number } {
  return { perSecond, burst: 2 * perSecond }
}
