import type { LogMemory, SystemClock } from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import type { AccountAlerts } from './compose-account-alerts.ts'
import type { EngineAccounts } from './compose-accounts.ts'
import type { EngineAlerts } from './compose-alerts.ts'
import type { OpenConnections } from './compose-connections.ts'
import type { DeskName } from './compose-desk-config.ts'
import type { EngineEndpoints } from './compose-endpoints.ts'
import type { ComponentView, TradedAccountView } from '../src-contract/index.ts'
import type { ConfigStore } from './config/index.ts'
import type { EngineConfig } from './engine-config.ts'
import type { EventLoopMonitor, Metrics } from './monitoring/index.ts'
import type { Orchestrator } from './orchestrator/index.ts'
import type { SecretVault } from './security/index.ts'
import type { TradingSession } from './session/index.ts'
import type { LayoutStore } from './workspace/index.ts'

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
  /** What the session trades on. */
  readonly desk: DeskName
  /** Every account that the engine trades on, the first one first. */
  readonly tradedAccounts: () => readonly TradedAccountView[]
  /** The sessions of all accounts that are open. */
  readonly sessions: () => readonly TradingSession[]
  readonly monitor: EventLoopMonitor
  readonly metrics: Metrics
  readonly secrets: SecretVault
  readonly accounts: EngineAccounts
  readonly alerts: EngineAlerts
  /** Those that are about the account. */
  readonly accountAlerts: AccountAlerts
  readonly endpoints: EngineEndpoints
  readonly connections: OpenConnections
  /** The newest lines of the log. */
  readonly logMemory: LogMemory
  /** Named layouts of the window. */
  readonly layouts: LayoutStore
  /** Restarts a component by hand; see `EngineApi.system.restartComponent`. */
  readonly restartComponent: (name: string) => Promise<ComponentView>
  /** Begins an orderly stop. */
  readonly shutdown: () => void
}

/** Calls per second that a client may make, and how many at once. */
export function rateLimitOf(perSecond: number): { readonly perSecond: number; readonly burst: number } {
  return { perSecond, burst: 2 * perSecond }
}
