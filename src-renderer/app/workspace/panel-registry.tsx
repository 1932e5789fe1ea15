import {
  Activity,
  AlignJustify,
  ArrowLeftRight,
  Bell,
  Blocks,
  Bot,
  ChartCandlestick,
  ChartLine,
  Gauge,
  Landmark,
  Layers,
  List,
  ListOrdered,
  type LucideIcon,
  Network,
  ReceiptText,
  ScrollText,
  Scale,
  Settings2,
  ShieldAlert,
  ShieldCheck,
  Target,
  TrendingUp,
  Umbrella,
  Wallet,
} from 'lucide-react'
import type { ComponentType } from 'react'
import { ChartPanel } from '../../chart/index.tsx'
import { AccountPanel } from '../../features/account/index.ts'
import { AccountsPanel } from '../../features/accounts/index.ts'
import { AlertsPanel } from '../../features/alerts/index.ts'
import { ComponentsTable } from '../../features/components/index.ts'
import { ConfigurationPanel } from '../../features/configuration/index.ts'
import { DepthPanel } from '../../features/depth/index.ts'
import { EndpointsPanel } from '../../features/endpoints/index.ts'
import { EquityPanel } from '../../features/equity/index.ts'
import { FillsTable } from '../../features/fills/index.tsx'
import { LimitsPanel } from '../../features/limits/index.ts'
import { LogPanel } from '../../features/log/index.ts'
import { MetricsPanel } from '../../features/metrics/index.ts'
import { OrdersTable } from '../../features/orders/index.tsx'
import { PerformancePanel } from '../../features/performance/index.ts'
import { PositionsTable } from '../../features/positions/index.tsx'
import { ProtectionPanel } from '../../features/protection/index.ts'
import { ReconciliationPanel } from '../../features/reconciliation/index.ts'
import { RiskPanel } from '../../features/risk/index.ts'
import { SignalsPanel } from '../../features/signals/index.ts'
import { StrategiesPanel } from '../../features/strategies/index.ts'
import { TapePanel } from '../../features/tape/index.ts'
import { TicketPanel } from '../../features/ticket/index.tsx'
import { Watchlist } from '../../features/watchlist/index.ts'
import type { PanelKind } from '../../panels/index.ts'

export interface PanelDefinition {
  readonly component: ComponentType
  readonly icon: LucideIcon
}

/** What stands in a panel of each kind. Its name is in the words `workspace.panels`. */
export const PANELS: Readonly<Record<PanelKind, PanelDefinition>> = {
  chart: { component: ChartPanel, icon: ChartCandlestick },
  watchlist: { component: Watchlist, icon: List },
  ticket: { component: TicketPanel, icon: ReceiptText },
  depth: { component: DepthPanel, icon: AlignJustify },
  tape: { component: TapePanel, icon: ArrowLeftRight },
  positions: { component: PositionsTable, icon: Layers },
  orders: { component: OrdersTable, icon: ListOrdered },
  fills: { component: FillsTable, icon: Target },
  account: { component: AccountPanel, icon: Wallet },
  accounts: { component: AccountsPanel, icon: Landmark },
  equity: { component: EquityPanel, icon: ChartLine },
  limits: { component: LimitsPanel, icon: ShieldCheck },
  strategies: { component: StrategiesPanel, icon: Bot },
  signals: { component: SignalsPanel, icon: Activity },
  components: { component: ComponentsTable, icon: Blocks },
  metrics: { component: MetricsPanel, icon: Gauge },
  alerts: { component: AlertsPanel, icon: Bell },
  log: { component: LogPanel, icon: ScrollText },
  configuration: { component: ConfigurationPanel, icon: Settings2 },
  reconciliation: { component: ReconciliationPanel, icon: Scale },
  protection: { component: ProtectionPanel, icon: Umbrella },
  risk: { component: RiskPanel, icon: ShieldAlert },
  endpoints: { component: EndpointsPanel, icon: Network },
  performance: { component: PerformancePanel, icon: TrendingUp },
}
