import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { orderDetail } from '../../trading/index.ts'
import { orderTexts } from './order-texts.ts'

/** An order in words: `entry limit, buy BTC-PERP at 64,336.0`. */
export function useOrderName(order: OrderView, instrument: InstrumentView | undefined): string {
  const t = useWords('orders')
  const shared = useWords('tables')
  return t('name', {
    order: orderDetail(order).toLowerCase(),
    side: shared(`side.${order.side}`).toLowerCase(),
    symbol: instrument?.symbol ?? order.instrumentId,
    price: orderTexts(order, instrument).price,
  })
}
