import { createImplementer } from './implementer.ts'
import { accountProcedures } from './procedures/account.ts'
import { analyticsProcedures } from './procedures/analytics.ts'
import { configProcedures } from './procedures/config.ts'
import { marketProcedures } from './procedures/market.ts'
import { orderProcedures } from './procedures/orders.ts'
import { positionProcedures } from './procedures/positions.ts'
import { secretProcedures } from './procedures/secrets.ts'
import { strategyProcedures } from './procedures/strategies.ts'
import { systemProcedures } from './procedures/system.ts'

/** Every procedure of the contract with its handler; the compiler refuses one that is missing. */
export function createRouter(options: { readonly validateOutput: boolean }) {
  const implementer = createImplementer(options.validateOutput)
  return implementer.router({
    system: systemProcedures(implementer),
    config: configProcedures(implementer),
    market: marketProcedures(implementer),
    strategies: strategyProcedures(implementer),
    orders: orderProcedures(implementer),
    positions: positionProcedures(implementer),
    account: accountProcedures(implementer),
    analytics: analyticsProcedures(implementer),
    secrets: secretProcedures(implementer),
  })
}

export type GatewayRouter = ReturnType<typeof createRouter>
