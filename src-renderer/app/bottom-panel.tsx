import { useComponents, useFills, useOrders, usePositions, useStrategies } from '../client/index.ts'
import { ComponentsTable } from '../features/components/index.ts'
import { ConfigurationPanel } from '../features/configuration/index.ts'
import { FillsTable } from '../features/fills/index.tsx'
import { OrdersTable } from '../features/orders/index.tsx'
import { PositionsTable } from '../features/positions/index.tsx'
import { StrategiesPanel } from '../features/strategies/index.ts'
import { TabPanel } from '../ui/index.ts'
import { isOpenOrder } from '../trading/index.ts'
import { type BottomTab, useBottomTab } from './bottom-tab.ts'

const countOf = ({ loaded, list }: { loaded: boolean; list: readonly unknown[] }): number | undefined =>
  loaded ? list.length : undefined

/** The tables under the chart, one at a time. */
export function BottomPanel() {
  const { tab, show } = useBottomTab()
  const orders = useOrders()
  const openOrders = orders.loaded ? orders.list.filter(isOpenOrder).length : undefined
  const counts = { positions: countOf(usePositions()), fills: countOf(useFills()) }
  const strategies = useStrategies()
  const enabled = strategies.loaded ? strategies.list.filter((strategy) => strategy.enabled).length : undefined
  return (
    <TabPanel<BottomTab>
      label="Trading tables"
      value={tab}
      onValueChange={show}
      tabs={[
        { value: 'positions', label: 'Positions', count: counts.positions, content: <PositionsTable /> },
        { value: 'orders', label: 'Orders', count: openOrders, content: <OrdersTable /> },
        { value: 'fills', label: 'Fills', count: counts.fills, content: <FillsTable /> },
        { value: 'strategies', label: 'Strategies', count: enabled, content: <StrategiesPanel /> },
        { value: 'components', label: 'Components', count: countOf(useComponents()), content: <ComponentsTable /> },
        { value: 'configuration', label: 'Configuration', content: <ConfigurationPanel /> },
      ]}
    />
  )
}
