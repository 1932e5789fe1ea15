import type { Disposable, Logger, SystemClock } from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import type { AccountAlerts } from './compose-account-alerts.ts'
import type { EngineAccounts } from './compose-accounts.ts'
import type { EngineEndpoints } from './compose-endpoints.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import type { PortWrappers } from './compose-trading.ts'
import type { Gateway } from './gateway/index.ts'
import type { TradingSession } from './session/index.ts'

/** What the desk of an account needs. */
export interface AccountDeskPorts {
  /** Name of the account, as in the configuration; of the first one it may change between two sessions. */
  readonly account: () => string
  /** The account that the engine cannot be without: where it cannot be opened, paper takes its place. */
  readonly isFirst: boolean
  readonly folder: string
  readonly config: EngineConfigStore
  /** What the session announces. */
  readonly bus: EventBus
  readonly clock: SystemClock
  readonly logger: Logger
  readonly gateway: Pick<Gateway, 'holdCalls' | 'explainWait'>
  readonly wrappers: PortWrappers
  readonly accounts: EngineAccounts
  /** Undefined until outside services are known. */
  readonly endpoints: () => EngineEndpoints | undefined
  readonly alerts: () => AccountAlerts
  /** Why nothing may trade when it comes up; undefined where it goes on as it was left. */
  readonly startHalted: string | undefined
  /** Why the account may not be opened; undefined where it may. */
  readonly fault: () => string | undefined
  /** It cannot be opened before what this says is over; told again while it lasts. */
  readonly onWaiting: (reason: string) => void
  /** A session has been made; it is not open yet. */
  readonly onSession: (session: TradingSession) => void
  /** Measures a session until it is closed. */
  readonly measure: (session: TradingSession) => Disposable
  /** The machine has slept. */
  readonly onAwake: () => void
}
