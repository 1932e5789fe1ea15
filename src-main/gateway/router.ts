import type { Router } from '@orpc/server'
import type { Contract } from '../../src-contract/index.ts'
import type { CallContext } from './call-context.ts'
import { createImplementer } from './implementer.ts'
import { accountProcedures } from './procedures/account.ts'
import { accountsProcedures } from './procedures/accounts.ts'
import { alertProcedures } from './procedures/alerts.ts'
import { analyticsProcedures } from './procedures/analytics.ts'
import { configProcedures } from './procedures/config.ts'
import { connectionProcedures } from './procedures/connections.ts'
import { endpointProcedures } from './procedures/endpoints.ts'
import { logProcedures } from './procedures/logs.ts'
import { marketProcedures } from './procedures/market.ts'
import { metricProcedures } from './procedures/metrics.ts'
import { orderProcedures } from './procedures/orders.ts'
import { positionProcedures } from './procedures/positions.ts'
import { protectionProcedures } from './procedures/protection.ts'
import { reconciliationProcedures } from './procedures/reconciliation.ts'
import { riskProcedures } from './procedures/risk.ts'
import { secretProcedures } from './procedures/secrets.ts'
import { strategyProcedures } from './procedures/strategies.ts'
import { systemProcedures } from './procedures/system.ts'
import { workspaceProcedures } from './procedures/workspace.ts'

/** Every procedure of the contract with its handler; the compiler refuses one that is missing. */
export function createRouter(options: { readonly validateOutput: boolean }): GatewayRouter {
  const implementer = createImplementer(options.validateOutput)
  return implementer.router({
    system: systemProcedures(implementer),
    config: configProcedures(implementer),
    market: marketProcedures(implementer),
    strategies: strategyProcedures(implementer),
    orders: orderProcedures(implementer),
    positions: positionProcedures(implementer),
    account: accountProcedures(implementer),
    accounts: accountsProcedures(implementer),
    analytics: analyticsProcedures(implementer),
    reconciliation: reconciliationProcedures(implementer),
    protection: protectionProcedures(implementer),
    risk: riskProcedures(implementer),
    metrics: metricProcedures(implementer),
    logs: logProcedures(implementer),
    alerts: alertProcedures(implementer),
    endpoints: endpointProcedures(implementer),
    connections: connectionProcedures(implementer),
    workspace: workspaceProcedures(implementer),
    secrets: secretProcedures(implementer),
  })
}

/** The contract with its handlers, as whoever serves it needs to know it. */
export type GatewayRouter = Router<Contract, CallContext>
