import { accounts } from './account-procedures.ts'
import { market } from './market-procedures.ts'
import { alerts, connections, endpoints, logs, metrics } from './monitoring-procedures.ts'
import { config, secrets, system, workspace } from './operation-procedures.ts'
import { handover, protection, reconciliation, results, risk } from './safety-procedures.ts'
import { account, analytics, orders, positions, strategies } from './trading-procedures.ts'

/** The whole interface of the engine: REST, WebSocket and MessagePort are derived from it. */
export const contract = {
  system,
  config,
  market,
  strategies,
  orders,
  positions: { ...positions, ...handover },
  account,
  accounts,
  analytics: { ...analytics, ...results },
  reconciliation,
  protection,
  risk,
  metrics,
  alerts,
  endpoints,
  connections,
  logs,
  workspace,
  secrets,
}
export type Contract = typeof contract
