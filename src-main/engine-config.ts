import { z } from 'zod'
import { DesktopConfig, EngineHostConfig } from './electron/electron-config.ts'
import { EndpointsConfig } from './endpoints/endpoints-config.ts'
import { ExecutionConfig } from './execution/execution-config.ts'
import { GatewayConfig } from './gateway/gateway-config.ts'
import { MarketDataConfig } from './market-data/market-data-config.ts'
import { MonitoringConfig } from './monitoring/monitoring-config.ts'
import { RiskConfig } from './risk/risk-config.ts'
import { StrategiesConfig } from './strategies/strategies-config.ts'
import { AccountsConfig, MarketConfig, PaperConfig, TradingConfig } from './venues/venues-config.ts'
import { WindowConfig } from './workspace/workspace-config.ts'

/** The whole configuration; each part is described where it is used. */
export const EngineConfig = z
  .strictObject({
    market: MarketConfig.prefault({}),
    marketData: MarketDataConfig.prefault({}),
    paper: PaperConfig.prefault({}),
    accounts: AccountsConfig.prefault({}),
    trading: TradingConfig.prefault({}),
    endpoints: EndpointsConfig.prefault({}),
    risk: RiskConfig.prefault({}),
    execution: ExecutionConfig.prefault({}),
    strategies: StrategiesConfig.prefault({}),
    gateway: GatewayConfig.prefault({}),
    monitoring: MonitoringConfig.prefault({}),
    engine: EngineHostConfig.prefault({}),
    desktop: DesktopConfig.prefault({}),
    window: WindowConfig.prefault({}),
  })
  .superRefine(({ strategies, trading }, context) => {
    const traded = [trading.account, ...trading.otherAccounts]
    for (const [id, { enabled, account }] of Object.entries(strategies)) {
      if (!enabled || account === '' || traded.includes(account)) continue
      const message = `must name an account that the engine trades on (${traded.join(', ')}) while the strategy is enabled; got "${account}", which neither trading.account nor trading.otherAccounts names`
      context.addIssue({ code: 'custom', path: ['strategies', id, 'account'], message })
    }
  })
export type EngineConfig = z.infer<typeof EngineConfig>
