import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { orderDetail } from '../../trading/index.ts'
import { orderTexts } from './order-texts.ts'

/** The words that orders are told in. */
export interface OrderWords {
  readonly t: ReturnType<typeof useWords<'orders'>>
  readonly shared: ReturnType<typeof useWords<'tables'>>
}

/** An order in words: `entry limit, buy BTC-PERP at 64,336.0`. */
export function orderName(order: OrderView, instrument: InstrumentView | undefined, { t, shared }: OrderWords): string {
  return t('name', {
    order: orderDetail(order).toLowerCase(),
    side: shared(`side.${order.side}`).toLowerCase(),
    symbol: instrument?.symbol ?? order.instrumentId,
    price: orderTexts(order, instrument).price,
  })
}

/** The same in the language in force; the caller renders again when that changes. */
export function useOrderName(order: OrderView, instrument: InstrumentView | undefined): string {
  return orderName(order, instrument, { t: useWords('orders'), shared: useWords('tables') })
}
