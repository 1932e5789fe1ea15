import { about } from './about.ts'
import { account } from './account.ts'
import { accounts } from './accounts.ts'
import { alerts } from './alerts.ts'
import { chart } from './chart.ts'
import { commands } from './commands.ts'
import { common } from './common.ts'
import { components } from './components.ts'
import { connections } from './connections.ts'
import { configuration } from './configuration.ts'
import { depth } from './depth.ts'
import { endpoints } from './endpoints.ts'
import { equity } from './equity.ts'
import { fills } from './fills.ts'
import { gate } from './gate.ts'
import { limits } from './limits.ts'
import { log } from './log.ts'
import { metrics } from './metrics.ts'
import { orders } from './orders.ts'
import { performance } from './performance.ts'
import { positions } from './positions.ts'
import { protection } from './protection.ts'
import { reconciliation } from './reconciliation.ts'
import { risk } from './risk.ts'
import { security } from './security.ts'
import { signals } from './signals.ts'
import { status } from './status.ts'
import { strategies } from './strategies.ts'
import { tables } from './tables.ts'
import { tape } from './tape.ts'
import { ticket } from './ticket.ts'
import { trading } from './trading.ts'
import { watchlist } from './watchlist.ts'
import { workspace } from './workspace.ts'

/** The window in English: the language that the others are translated from. */
export const en = {
  about,
  account,
  accounts,
  alerts,
  chart,
  commands,
  common,
  components,
  configuration,
  connections,
  depth,
  endpoints,
  equity,
  fills,
  gate,
  limits,
  log,
  metrics,
  orders,
  performance,
  positions,
  protection,
  reconciliation,
  risk,
  security,
  signals,
  status,
  strategies,
  tables,
  tape,
  ticket,
  trading,
  watchlist,
  workspace,
} as const
