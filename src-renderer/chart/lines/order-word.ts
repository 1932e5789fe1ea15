import type { OrderView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import type { AmendablePrice } from '../../trading/index.ts'

/** What stands at a price of an order: `Buy limit`, `Sell stop`. */
export function useOrderWord({ side, type }: Pick<OrderView, 'side' | 'type'>, field: AmendablePrice): string {
  const t = useWords('chart')
  return t(`orders.${side}.${field === 'limitPrice' ? 'limit' : triggerWord(type)}`)
}

function triggerWord(type: OrderView['type']): 'stop' | 'takeProfit' | 'trailing' {
  if (type === 'trailingStop') return 'trailing'
  return type === 'takeProfit' || type === 'takeProfitLimit' ? 'takeProfit' : 'stop'
}
