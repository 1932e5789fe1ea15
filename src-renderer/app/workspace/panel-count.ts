import { useFills, useOrders, usePositions, useStrategies } from '../../client/index.ts'
import type { PanelKind } from '../../panels/index.ts'
import { isOpenOrder } from '../../trading/index.ts'

/** How many things a panel of the kind shows, for its tab; undefined where that is not counted or not known yet. */
export function usePanelCount(kind: PanelKind | undefined): number | undefined {
  const positions = usePositions()
  const orders = useOrders()
  const fills = useFills()
  const strategies = useStrategies()
  switch (kind) {
    case 'positions':
      return positions.loaded ? positions.list.length : undefined
    case 'orders':
      return orders.loaded ? orders.list.filter(isOpenOrder).length : undefined
    case 'fills':
      return fills.loaded ? fills.list.length : undefined
    case 'strategies':
      return strategies.loaded ? strategies.list.filter(({ enabled }) => enabled).length : undefined
    default:
      return undefined
  }
}
